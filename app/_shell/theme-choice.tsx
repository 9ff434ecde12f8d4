import { THEMES, type Theme, type ThemePlace } from '@/lib/web/theme';

const NAMES: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };

const LABELS: Record<ThemePlace, string> = { theme: 'Theme', 'your-theme': 'Your theme' };

/** The buttons that choose the theme for this browser. A plain form, which needs no JavaScript. */
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
          {NAMES[theme]}
        </button>
      ))}
    </form>
  );
}
