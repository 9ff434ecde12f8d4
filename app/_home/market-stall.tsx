/** A stall with the market's own items on its shelves. A picture: it says nothing by itself. */
export function MarketStall({ artworks }: { artworks: readonly string[] }) {
  const shelves = [artworks.slice(0, 3), artworks.slice(3, 6)];
  return (
    <div className="stall" aria-hidden="true">
      {shelves.map((shelf) =>
        shelf.length > 0 ? (
          <div key={shelf[0]} className="shelf">
            {shelf.map((artwork) => (
              <img key={artwork} src={artwork} alt="" width="320" height="320" />
            ))}
          </div>
        ) : null,
      )}
    </div>
  );
}
