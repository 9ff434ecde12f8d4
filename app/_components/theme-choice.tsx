import { THEMES, type Theme } from '@/lib/theme';

const WORDS: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' };

/** Light or dark, for this browser. A plain form: the page comes back in the other colours. */
export function ThemeChoice({ chosen }: { chosen: Theme }) {
  return (
    <form method="post" action="/theme" id="theme" className="themes" aria-label="Theme">
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
