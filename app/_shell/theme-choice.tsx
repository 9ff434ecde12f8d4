import { THEMES, type Theme, type ThemePlace } from '@/lib/web/theme';

const WORDS: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };

const LABELS: Record<ThemePlace, string> = { theme: 'Theme', 'your-theme': 'Your theme' };

/** Light or dark, for this browser. A plain form: the page comes back in the other colours. */
export function ThemeChoice({ chosen, at }: { chosen: Theme; at: ThemePlace }) {
  return (
    <form method="post" action="/theme" id={at} className="themes" aria-label={LABELS[at]}>
      {at !== 'theme' && <input type="hidden" name="at" value={at} />}
      {THEMES.map((theme) => (
        <button
          key={theme}
          type="submit"
          name="theme"
          value={theme}
          aria-pressed={theme === chosen}
        >
          {WORDS[theme]}
        </button>
      ))}
    </form>
  );
}
