// What layer_loops.h does to a first layer for several steps at once. A part of layer_loops.inl.

/// Columns that are done for all steps while the vertices' numbers there are in the first cache.
constexpr std::int64_t windowColumns = 208;
constexpr std::int64_t moveColumns = tileColumns * lanes;
constexpr std::int64_t windowRows = LayerLoops<Real>::rowsAtOnce;

/// Some places of a row at a step's point. How many vertices there are is known when this is compiled, or not (vertexCount 0).
template <int vertexCount, bool hasVelocity>
INLINE void mixRow(const StepOfWindow<Real>& step, std::int64_t offset, std::int64_t count, Real* mixed)
{
    const auto n = vertexCount > 0 ? static_cast<std::size_t>(vertexCount) : step.vertices.size();
    overPlaces(count, [&]<typename V>(std::int64_t p) INLINED {
        V sum{};
        UNROLL for (std::size_t i = 0; i < n; ++i)
        {
            sum += load<V>(step.vertices[i].weights + offset + p) * step.mix[i];
            if (hasVelocity)
                sum += load<V>(step.vertices[i].velocity + offset + p) * step.mix[n + i];
        }
        store(mixed + p, sum);
    });
}

/// Adds dot products of `images` rows of inputs with `outputs` mixed rows to sums that stay apart, lane by lane.
template <int images, int outputs>
INLINE void partialTile(const Real* inputs, std::int64_t width, const Real* mixed, std::int64_t columns, Vector* partial)
{
    Vector sum[images][outputs];
    UNROLL for (int i = 0; i < images; ++i) UNROLL for (int j = 0; j < outputs; ++j) sum[i][j] = partial[i * windowRows + j];
    std::int64_t k = 0;
    for (; k + lanes <= columns; k += lanes) {
        Vector row[outputs];
        UNROLL for (int j = 0; j < outputs; ++j) row[j] = load<Vector>(mixed + j * windowColumns + k);
        UNROLL for (int i = 0; i < images; ++i)
        {
            const Vector input = load<Vector>(inputs + i * width + k);
            UNROLL for (int j = 0; j < outputs; ++j) sum[i][j] += input * row[j];
        }
    }
    for (; k < columns; ++k)
        UNROLL for (int i = 0; i < images; ++i) UNROLL for (int j = 0; j < outputs; ++j) sum[i][j][0] +=
            inputs[i * width + k] * mixed[j * windowColumns + k];
    UNROLL for (int i = 0; i < images; ++i) UNROLL for (int j = 0; j < outputs; ++j) partial[i * windowRows + j] = sum[i][j];
}

template <int outputs>
INLINE void partialRows(const StepOfWindow<Real>& step, std::int64_t column, std::int64_t width, const Real* mixed,
                        std::int64_t columns, Vector* partial)
{
    const Real* const inputs = step.inputs + column;
    std::int64_t i = 0;
    for (; i + tileImages <= step.images; i += tileImages)
        partialTile<tileImages, outputs>(inputs + i * width, width, mixed, columns, partial + i * windowRows);
    for (; i < step.images; ++i)
        partialTile<1, outputs>(inputs + i * width, width, mixed, columns, partial + i * windowRows);
}

template <int vertexCount, bool hasVelocity>
INLINE void productsOfWindowWith(std::span<const StepOfWindow<Real>> steps, std::int64_t row, std::int64_t rows,
                                 std::int64_t outputs, std::int64_t width, std::int64_t offset)
{
    Vector partial[LayerLoops<Real>::imagesOfWindow * windowRows] = {};
    Real mixed[windowRows * windowColumns];
    for (std::int64_t column = 0; column < width; column += windowColumns) {
        const std::int64_t columns = std::min(windowColumns, width - column);
        Vector* of = partial;
        for (const StepOfWindow<Real>& step : steps) {
            // A network alone that rests is the same point as for the step before.
            const bool same = vertexCount == 1 && !hasVelocity && &step != steps.data() && step.mix[0] == (&step)[-1].mix[0];
            for (std::int64_t j = 0; j < rows && !same; ++j)
                mixRow<vertexCount, hasVelocity>(step, offset + (row + j) * width + column, columns, mixed + j * windowColumns);
            if (rows == windowRows)
                partialRows<windowRows>(step, column, width, mixed, columns, of);
            else
                for (std::int64_t j = 0; j < rows; ++j)
                    partialRows<1>(step, column, width, mixed + j * windowColumns, columns, of + j);
            of += step.images * windowRows;
        }
    }
    const Vector* of = partial;
    for (const StepOfWindow<Real>& step : steps)
        for (std::int64_t i = 0; i < step.images; ++i, of += windowRows)
            for (std::int64_t j = 0; j < rows; ++j)
                step.products[i * outputs + row + j] = sumOf(of[j]);
}

/// Calls with<vertexCount, hasVelocity>() as the steps' vertices are: one, three, or any number (0).
template <bool hasVelocity, typename With>
INLINE void asManyAs(std::size_t vertices, With with)
{
    if (vertices == 1)
        with.template operator()<1, hasVelocity>();
    else if (vertices == 3)
        with.template operator()<3, hasVelocity>();
    else
        with.template operator()<0, hasVelocity>();
}

template <typename With>
INLINE void asVerticesAre(std::span<const MovingVertex<Real>> vertices, With with)
{
    if (vertices[0].velocity)
        asManyAs<true>(vertices.size(), with);
    else
        asManyAs<false>(vertices.size(), with);
}

void productsOfWindow(std::span<const StepOfWindow<Real>> steps, std::int64_t row, std::int64_t rows, std::int64_t outputs,
                      std::int64_t width, std::int64_t offset)
{
    asVerticesAre(steps[0].vertices, [&]<int vertexCount, bool hasVelocity>() INLINED {
        productsOfWindowWith<vertexCount, hasVelocity>(steps, row, rows, outputs, width, offset);
    });
}

/// Moves some places of a row of the vertices by the gradients of all steps there, one after the other: to the last bit what
/// `move` does in as many calls, with every number read and written once.
template <int vertexCount, bool hasVelocity>
INLINE void moveRow(std::span<const StepOfWindow<Real>> steps, Real rate, Real momentum, const Real* gradients,
                    std::int64_t apart, std::int64_t offset, std::int64_t count)
{
    const std::span<const MovingVertex<Real>> vertices = steps[0].vertices;
    if constexpr (vertexCount == 0) {
        for (const StepOfWindow<Real>& step : steps) {
            moveAny({step.vertices, {}, rate, momentum}, {&gradients, 1}, offset, count);
            gradients += apart;
        }
        return;
    }
    overPlaces(count, [&]<typename V>(std::int64_t p) INLINED {
        V weights[std::max(vertexCount, 1)];
        V velocity[std::max(vertexCount, 1)];
        UNROLL for (int i = 0; i < vertexCount; ++i)
        {
            weights[i] = load<V>(vertices[i].weights + offset + p);
            if (hasVelocity)
                velocity[i] = load<V>(vertices[i].velocity + offset + p);
        }
        const Real* gradient = gradients + p;
        for (const StepOfWindow<Real>& step : steps) {
            const V here = load<V>(gradient);
            UNROLL for (int i = 0; i < vertexCount; ++i)
            {
                V by{};
                by += here * step.vertices[i].shares[0];
                if (hasVelocity)
                    velocity[i] = by += velocity[i] * momentum;
                weights[i] -= by * rate;
            }
            gradient += apart;
        }
        UNROLL for (int i = 0; i < vertexCount; ++i)
        {
            store(vertices[i].weights + offset + p, weights[i]);
            if (hasVelocity)
                store(vertices[i].velocity + offset + p, velocity[i]);
        }
    });
}

template <int vertexCount, bool hasVelocity>
INLINE void moveByWindowWith(std::span<const StepOfWindow<Real>> steps, Real rate, Real momentum, std::int64_t row,
                             std::int64_t rows, std::int64_t outputs, std::int64_t width, std::int64_t offset)
{
    constexpr std::int64_t apart = windowRows * moveColumns;  // from a step's gradients to the next one's
    NoFetch fetch;
    Real gradients[LayerLoops<Real>::stepsOfWindow * apart];
    // Beside each other: in columns of a wide matrix they would shut each other out of the first cache.
    Real errors[LayerLoops<Real>::imagesOfWindow * windowRows];
    Real* next = errors;
    for (const StepOfWindow<Real>& step : steps)
        for (std::int64_t i = 0; i < step.images; ++i)
            for (std::int64_t j = 0; j < windowRows; ++j)
                *next++ = j < rows ? step.errors[i * outputs + row + j] : Real(0);
    for (std::int64_t column = 0; column < width; column += moveColumns) {
        const std::int64_t columns = std::min(moveColumns, width - column);
        Real* of = gradients;
        const Real* by = errors;
        for (const StepOfWindow<Real>& step : steps) {
            productRows<windowRows>(by, 1, windowRows, step.images, step.inputs + column, columns, width, of, moveColumns, fetch);
            of += apart;
            by += step.images * windowRows;
        }
        for (std::int64_t j = 0; j < rows; ++j) {
            moveRow<vertexCount, hasVelocity>(steps, rate, momentum, gradients + j * moveColumns, apart,
                                              offset + (row + j) * width + column, columns);
        }
    }
}

void moveByWindow(std::span<const StepOfWindow<Real>> steps, Real rate, Real momentum, std::int64_t row, std::int64_t rows,
                  std::int64_t outputs, std::int64_t width, std::int64_t offset)
{
    asVerticesAre(steps[0].vertices, [&]<int vertexCount, bool hasVelocity>() INLINED {
        moveByWindowWith<vertexCount, hasVelocity>(steps, rate, momentum, row, rows, outputs, width, offset);
    });
}
