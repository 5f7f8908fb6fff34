import { arc, pie } from 'd3-shape';

/** A part of a whole, or a bar among others. */
export interface Slice {
  readonly label: string;
  readonly value: number;
  /** What colors it: a class of the style sheet. */
  readonly kind: string;
  /** Where its things are, on the same page. */
  readonly href?: string;
}

const SIZE = 180;

/** How a whole is made up: a ring with its legend, which says the numbers. */
export function Ring({
  title,
  slices,
  unit,
}: {
  readonly title: string;
  readonly slices: readonly Slice[];
  readonly unit: string;
}) {
  const total = slices.reduce((sum, { value }) => sum + value, 0);
  const shape = arc<{ startAngle: number; endAngle: number }>()
    .innerRadius(SIZE * 0.33)
    .outerRadius(SIZE * 0.47)
    .cornerRadius(3)
    .padAngle(slices.length > 1 ? 0.03 : 0);
  const arcs = pie<Slice>()
    .sort(null)
    .value(({ value }) => value)([...slices]);
  return (
    <figure class="chart ring">
      <figcaption>{title}</figcaption>
      <div class="ring-row">
        <svg viewBox={`${-SIZE / 2} ${-SIZE / 2} ${SIZE} ${SIZE}`} aria-hidden="true">
          {arcs.map((each) => (
            <path class={`fill-${each.data.kind}`} d={shape(each) ?? ''} />
          ))}
          <text class="ring-total" text-anchor="middle" y="2">
            {total}
          </text>
          <text class="ring-unit" text-anchor="middle" y="22">
            {unit}
          </text>
        </svg>
        <ul class="legend">
          {slices.map(({ label, value, kind }) => (
            <li>
              <span class={`swatch swatch-${kind}`}></span>
              <strong>{value}</strong> {label}
            </li>
          ))}
        </ul>
      </div>
    </figure>
  );
}

/** Things by number, the longest bar first. */
export function Bars({ title, slices }: { readonly title: string; readonly slices: readonly Slice[] }) {
  const longest = Math.max(1, ...slices.map(({ value }) => value));
  return (
    <figure class="chart bars">
      <figcaption>{title}</figcaption>
      <ul>
        {slices
          .toSorted((left, right) => right.value - left.value)
          .map(({ label, value, kind, href }) => (
            <li>
              <span class="bar-label">{href === undefined ? label : <a href={href}>{label}</a>}</span>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="bar-ground" width="100" height="8" rx="1" />
                <rect class={`fill-${kind}`} width={(100 * value) / longest} height="8" rx="1" />
              </svg>
              <strong>{value}</strong>
            </li>
          ))}
      </ul>
    </figure>
  );
}
