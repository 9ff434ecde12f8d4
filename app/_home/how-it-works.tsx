const STEPS = [
  {
    title: 'Get a budget',
    text: 'Create an account, and the market hands you credits to start with.',
  },
  {
    title: 'Buy, and sell back',
    text: 'Take what you like from the shelves. The market pays back what you paid for it.',
  },
  {
    title: 'See every credit',
    text: 'Every movement is written down and never rubbed out, so your budget always adds up.',
  },
];

/** The market in three steps. */
export function HowItWorks() {
  return (
    <section aria-labelledby="how-it-works" className="grid gap-6">
      <h2 id="how-it-works">How it works</h2>
      <ol className="steps">
        {STEPS.map(({ title, text }) => (
          <li key={title}>
            <h3>{title}</h3>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
