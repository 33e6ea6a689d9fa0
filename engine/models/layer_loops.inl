// The loops of layer_loops.h, written once over vectors of `vectorBytes` bytes and a number type `Real`. Included by
// layer_loops.cpp inside a namespace of its own for each kind of processor, so nothing here may be shared between them.

typedef Real Vector __attribute__((vector_size(vectorBytes)));
constexpr std::int64_t lanes = vectorBytes / sizeof(Real);
constexpr std::int64_t cacheLine = 64;  // bytes

/// From and to anywhere in memory, aligned or not: one instruction each.
template <typename V>
INLINE V load(const Real* from)
{
    V value;
    __builtin_memcpy(&value, from, sizeof(V));
    return value;
}

template <typename V>
INLINE void store(Real* to, V value)
{
    __builtin_memcpy(to, &value, sizeof(V));
}

/// The lanes folded into one number: halves with halves.
template <typename V, typename Operation>
INLINE Real folded(V vector, Operation operation)
{
    if constexpr (sizeof(V) / sizeof(Real) == 16)
        return folded(operation(__builtin_shufflevector(vector, vector, 0, 1, 2, 3, 4, 5, 6, 7),
                                __builtin_shufflevector(vector, vector, 8, 9, 10, 11, 12, 13, 14, 15)),
                      operation);
    else if constexpr (sizeof(V) / sizeof(Real) == 8)
        return folded(operation(__builtin_shufflevector(vector, vector, 0, 1, 2, 3),
                                __builtin_shufflevector(vector, vector, 4, 5, 6, 7)),
                      operation);
    else if constexpr (sizeof(V) / sizeof(Real) == 4)
        return folded(operation(__builtin_shufflevector(vector, vector, 0, 1), __builtin_shufflevector(vector, vector, 2, 3)),
                      operation);
    else
        return operation(vector[0], vector[1]);
}

INLINE Real sumOf(Vector vector)
{
    return folded(vector, [](auto a, auto b) INLINED { return a + b; });
}

INLINE Real highestOf(Vector vector)
{
    return folded(vector, [](auto a, auto b) INLINED { return a > b ? a : b; });
}

/// Dot products of `images` rows of inputs with `outputs` rows of the matrix; the sums stay in registers.
template <int images, int outputs>
INLINE void forwardTile(const Real* inputs, std::int64_t width, const Real* matrix, const Real* bias, bool rectified,
                        Real* values, std::int64_t valueStride)
{
    Vector sum[images][outputs] = {};
    std::int64_t k = 0;
    for (; k + lanes <= width; k += lanes) {
        Vector row[outputs];
        UNROLL for (int j = 0; j < outputs; ++j) row[j] = load<Vector>(matrix + j * width + k);
        UNROLL for (int i = 0; i < images; ++i)
        {
            const Vector input = load<Vector>(inputs + i * width + k);
            UNROLL for (int j = 0; j < outputs; ++j) sum[i][j] += input * row[j];
        }
    }
    UNROLL for (int i = 0; i < images; ++i)
    UNROLL for (int j = 0; j < outputs; ++j)
    {
        Real value = sumOf(sum[i][j]);
        for (std::int64_t rest = k; rest < width; ++rest)
            value += inputs[i * width + rest] * matrix[j * width + rest];
        value += bias[j];
        values[i * valueStride + j] = rectified && value < Real(0) ? Real(0) : value;
    }
}

template <int outputs>
INLINE void forwardRows(const Real* inputs, std::int64_t images, std::int64_t width, const Real* matrix, const Real* bias,
                        bool rectified, Real* values, std::int64_t valueStride)
{
    constexpr int together = tileImages;
    std::int64_t i = 0;
    for (; i + together <= images; i += together)
        forwardTile<together, outputs>(inputs + i * width, width, matrix, bias, rectified, values + i * valueStride, valueStride);
    for (; i < images; ++i)
        forwardTile<1, outputs>(inputs + i * width, width, matrix, bias, rectified, values + i * valueStride, valueStride);
}

void forward(const Real* inputs, std::int64_t images, std::int64_t width, const Real* matrix, const Real* bias,
             std::int64_t outputs, bool rectified, Real* values, std::int64_t valueStride)
{
    std::int64_t j = 0;
    for (; j + tileOutputs <= outputs; j += tileOutputs)
        forwardRows<tileOutputs>(inputs, images, width, matrix + j * width, bias + j, rectified, values + j, valueStride);
    for (; j < outputs; ++j)
        forwardRows<1>(inputs, images, width, matrix + j * width, bias + j, rectified, values + j, valueStride);
}

/// Nothing to fetch meanwhile.
struct NoFetch {
    INLINE void operator()() {}
};

/// Fetches what `move` is about to touch into the second cache, a line of every vertex at a time, while arithmetic goes on.
/// Every second call: more would wait for the memory.
class FetchAhead {
public:
    INLINE FetchAhead(const Movement<Real>& movement, std::int64_t offset, std::int64_t count)
        : vertices_(movement.vertices.data()), n_(movement.vertices.size()), at_(offset), end_(offset + count)
    {
    }

    INLINE void operator()()
    {
        if (--wait_ > 0 || at_ >= end_)
            return;
        wait_ = 2;
        for (std::size_t i = 0; i < n_; ++i) {
            __builtin_prefetch(vertices_[i].weights + at_, 1, 2);
            if (vertices_[i].velocity)
                __builtin_prefetch(vertices_[i].velocity + at_, 1, 2);
        }
        at_ += cacheLine / sizeof(Real);
    }

private:
    const MovingVertex<Real>* vertices_;
    std::size_t n_;
    std::int64_t at_;
    std::int64_t end_;
    int wait_ = 2;
};

/// sum [images, columns] = errors [images, terms] rows [terms, columns]: each row of sums is a combination of rows.
template <int images, int columns, typename V, typename Fetch>
INLINE void productSums(const Real* errors, std::int64_t imageStride, std::int64_t termStride, std::int64_t terms,
                        const Real* rows, std::int64_t rowStride, V (&sum)[images][columns], Fetch& fetch)
{
    constexpr std::int64_t wide = sizeof(V) / sizeof(Real);
    for (std::int64_t k = 0; k < terms; ++k) {
        V row[columns];
        UNROLL for (int c = 0; c < columns; ++c) row[c] = load<V>(rows + k * rowStride + c * wide);
        UNROLL for (int i = 0; i < images; ++i)
        {
            const Real factor = errors[i * imageStride + k * termStride];
            UNROLL for (int c = 0; c < columns; ++c) sum[i][c] += factor * row[c];
        }
        fetch();
    }
}

/// The same, stored.
template <int images, int columns, typename V, typename Fetch>
INLINE void productTile(const Real* errors, std::int64_t imageStride, std::int64_t termStride, std::int64_t terms,
                        const Real* rows, std::int64_t rowStride, Real* result, std::int64_t resultStride, Fetch& fetch)
{
    constexpr std::int64_t wide = sizeof(V) / sizeof(Real);
    V sum[images][columns] = {};
    productSums(errors, imageStride, termStride, terms, rows, rowStride, sum, fetch);
    UNROLL for (int i = 0; i < images; ++i)
    UNROLL for (int c = 0; c < columns; ++c) store(result + i * resultStride + c * wide, sum[i][c]);
}

/// The same over the whole width of the rows.
template <int images, typename Fetch>
INLINE void productRows(const Real* errors, std::int64_t imageStride, std::int64_t termStride, std::int64_t terms,
                        const Real* rows, std::int64_t width, std::int64_t stride, Real* result, Fetch& fetch)
{
    std::int64_t k = 0;
    for (; k + tileColumns * lanes <= width; k += tileColumns * lanes)
        productTile<images, tileColumns, Vector>(errors, imageStride, termStride, terms, rows + k, stride, result + k, stride, fetch);
    for (; k + lanes <= width; k += lanes)
        productTile<images, 1, Vector>(errors, imageStride, termStride, terms, rows + k, stride, result + k, stride, fetch);
    for (; k < width; ++k)
        productTile<images, 1, Real>(errors, imageStride, termStride, terms, rows + k, stride, result + k, stride, fetch);
}

void product(const Real* factors, std::int64_t images, std::int64_t terms, const Real* matrix, std::int64_t width,
             std::int64_t stride, Real* result)
{
    NoFetch fetch;
    std::int64_t i = 0;
    for (; i + tileImages <= images; i += tileImages)
        productRows<tileImages>(factors + i * terms, terms, 1, terms, matrix, width, stride, result + i * stride, fetch);
    for (; i < images; ++i)
        productRows<1>(factors + i * terms, terms, 1, terms, matrix, width, stride, result + i * stride, fetch);
}

template <typename Fetch>
INLINE void gradientRowsWith(const Real* errors, std::int64_t errorWidth, std::int64_t rows, std::int64_t images,
                             const Real* inputs, std::int64_t width, Real* gradient, Fetch& fetch)
{
    if (rows == LayerLoops<Real>::rowsAtOnce) {
        productRows<LayerLoops<Real>::rowsAtOnce>(errors, 1, errorWidth, images, inputs, width, width, gradient, fetch);
        return;
    }
    for (std::int64_t row = 0; row < rows; ++row)
        productRows<1>(errors + row, 1, errorWidth, images, inputs, width, width, gradient + row * width, fetch);
}

void gradientRows(const Real* errors, std::int64_t errorWidth, std::int64_t rows, std::int64_t images, const Real* inputs,
                  std::int64_t width, Real* gradient, const Movement<Real>* next, std::int64_t offset)
{
    if (next) {
        FetchAhead fetch(*next, offset, rows * width);
        gradientRowsWith(errors, errorWidth, rows, images, inputs, width, gradient, fetch);
    } else {
        NoFetch fetch;
        gradientRowsWith(errors, errorWidth, rows, images, inputs, width, gradient, fetch);
    }
}

/// A tile of `memberRows` from column `at` on, narrower than a product's: a member's sums and all members' share the registers.
template <int rows, int columns, typename V, typename Fetch>
INLINE void memberTile(const MemberImages<Real>& images, std::int64_t at, const Real* matrix, std::int64_t width, Real* gradient,
                       Real* factorGradient, Fetch& fetch)
{
    constexpr std::int64_t wide = sizeof(V) / sizeof(Real);
    V shared[rows][columns] = {};
    for (std::int64_t k = 0; k < images.members; ++k) {
        V sum[rows][columns] = {};
        productSums(images.errors + k * images.images * images.errorWidth, 1, images.errorWidth, images.images,
                    images.inputs + k * images.inputsApart + at, width, sum, fetch);
        UNROLL for (int c = 0; c < columns; ++c)
        {
            const std::int64_t column = at + c * wide;
            const V factor = load<V>(images.factors + k * images.factorsApart + column);
            V ofFactor = load<V>(factorGradient + k * images.factorsApart + column);
            UNROLL for (int j = 0; j < rows; ++j)
            {
                shared[j][c] += sum[j][c] * factor;
                ofFactor += sum[j][c] * load<V>(matrix + j * width + column);
            }
            store(factorGradient + k * images.factorsApart + column, ofFactor);
        }
    }
    UNROLL for (int j = 0; j < rows; ++j)
    UNROLL for (int c = 0; c < columns; ++c) store(gradient + j * width + at + c * wide, shared[j][c]);
}

template <int rows, typename Fetch>
INLINE void memberTiles(const MemberImages<Real>& images, const Real* matrix, std::int64_t width, Real* gradient,
                        Real* factorGradient, Fetch& fetch)
{
    std::int64_t at = 0;
    for (; at + memberColumns * lanes <= width; at += memberColumns * lanes)
        memberTile<rows, memberColumns, Vector>(images, at, matrix, width, gradient, factorGradient, fetch);
    for (; at + lanes <= width; at += lanes)
        memberTile<rows, 1, Vector>(images, at, matrix, width, gradient, factorGradient, fetch);
    for (; at < width; ++at)
        memberTile<rows, 1, Real>(images, at, matrix, width, gradient, factorGradient, fetch);
}

void memberRows(const MemberImages<Real>& images, std::int64_t rows, const Real* matrix, std::int64_t width, Real* gradient,
                Real* factorGradient, const Movement<Real>& next, std::int64_t offset)
{
    FetchAhead fetch(next, offset + rows * width, rows * width);
    if (rows == LayerLoops<Real>::rowsAtOnce) {
        memberTiles<LayerLoops<Real>::rowsAtOnce>(images, matrix, width, gradient, factorGradient, fetch);
        return;
    }
    MemberImages<Real> ofRow = images;
    for (std::int64_t row = 0; row < rows; ++row, ++ofRow.errors)
        memberTiles<1>(ofRow, matrix + row * width, width, gradient + row * width, factorGradient, fetch);
}

// Every sum below begins at zero, so that each of its products is fused with an addition: a compiler that may choose which
// product to fuse would round the same sum differently in different loops, and a resumed run would not be the same.

/// As many vertices and gradients as the template says: everything but the weights themselves stays in registers, which a
/// loop over `movement` cannot have, because the weights it writes might be its own numbers.
template <int vertexCount, int gradientCount, bool hasVelocity>
class FixedMove {
public:
    INLINE FixedMove(const Movement<Real>& movement, std::span<const Real* const> gradients, std::int64_t offset)
        : rate_(movement.rate), momentum_(movement.momentum)
    {
        UNROLL for (int i = 0; i < vertexCount; ++i)
        {
            weights_[i] = movement.vertices[i].weights + offset;
            velocity_[i] = hasVelocity ? movement.vertices[i].velocity + offset : nullptr;
            UNROLL for (int k = 0; k < gradientCount; ++k) shares_[i][k] = movement.vertices[i].shares[k];
        }
        UNROLL for (int k = 0; k < gradientCount; ++k) gradients_[k] = gradients[k];
    }

    /// Moves place `p`; the vertices' weights there go to `moved` [vertexCount].
    template <typename V>
    INLINE void at(std::int64_t p, V* moved) const
    {
        V gradient[gradientCount];
        UNROLL for (int k = 0; k < gradientCount; ++k) gradient[k] = load<V>(gradients_[k] + p);
        UNROLL for (int i = 0; i < vertexCount; ++i)
        {
            V step{};
            UNROLL for (int k = 0; k < gradientCount; ++k) step += gradient[k] * shares_[i][k];
            if (hasVelocity) {
                step += load<V>(velocity_[i] + p) * momentum_;
                store(velocity_[i] + p, step);
            }
            moved[i] = load<V>(weights_[i] + p) - step * rate_;
            store(weights_[i] + p, moved[i]);
        }
    }

private:
    Real* weights_[vertexCount];
    Real* velocity_[vertexCount];
    const Real* gradients_[gradientCount];
    Real shares_[vertexCount][gradientCount];
    Real rate_;
    Real momentum_;
};

/// A point mixed while the moved weights are at hand.
template <int vertexCount>
class FixedMix {
public:
    INLINE FixedMix(const MixedPoint<Real>& point, std::int64_t offset)
        : point_(point.point + offset), anchor_(point.anchor ? point.anchor + offset : nullptr), anchorShare_(point.anchorShare)
    {
        UNROLL for (int i = 0; i < vertexCount; ++i) shares_[i] = point.shares[i];
    }

    template <typename V>
    INLINE void at(std::int64_t p, const V* moved) const
    {
        V mixed{};
        UNROLL for (int i = 0; i < vertexCount; ++i) mixed += moved[i] * shares_[i];
        if (anchor_)
            mixed += load<V>(anchor_ + p) * anchorShare_;
        store(point_ + p, mixed);
    }

private:
    Real* point_;
    const Real* anchor_;
    Real anchorShare_;
    Real shares_[vertexCount];
};

/// Calls loop(p) with vectors as far as they go, then number by number.
template <typename Loop>
INLINE void overPlaces(std::int64_t count, Loop loop)
{
    std::int64_t p = 0;
    for (; p + lanes <= count; p += lanes)
        loop.template operator()<Vector>(p);
    for (; p < count; ++p)
        loop.template operator()<Real>(p);
}

template <int vertexCount, int gradientCount, bool hasVelocity>
INLINE void moveFixed(const Movement<Real>& movement, std::span<const Real* const> gradients, std::int64_t offset,
                      std::int64_t count)
{
    const FixedMove<vertexCount, gradientCount, hasVelocity> mover(movement, gradients, offset);
    if (movement.points.empty()) {
        overPlaces(count, [&]<typename V>(std::int64_t p) INLINED {
            V moved[vertexCount];
            mover.at(p, moved);
        });
    } else if (movement.points.size() == 1) {
        const FixedMix<vertexCount> mix(movement.points[0], offset);
        overPlaces(count, [&]<typename V>(std::int64_t p) INLINED {
            V moved[vertexCount];
            mover.at(p, moved);
            mix.at(p, moved);
        });
    } else {
        const FixedMix<vertexCount> one(movement.points[0], offset);
        const FixedMix<vertexCount> other(movement.points[1], offset);
        overPlaces(count, [&]<typename V>(std::int64_t p) INLINED {
            V moved[vertexCount];
            mover.at(p, moved);
            one.at(p, moved);
            other.at(p, moved);
        });
    }
}

/// Any number of vertices, gradients and points.
INLINE void moveAny(const Movement<Real>& movement, std::span<const Real* const> gradients, std::int64_t offset,
                    std::int64_t count)
{
    overPlaces(count, [&]<typename V>(std::int64_t p) INLINED {
        for (const MovingVertex<Real>& vertex : movement.vertices) {
            V step{};
            for (std::size_t k = 0; k < gradients.size(); ++k)
                step += load<V>(gradients[k] + p) * vertex.shares[k];
            if (vertex.velocity) {
                step += load<V>(vertex.velocity + offset + p) * movement.momentum;
                store(vertex.velocity + offset + p, step);
            }
            store(vertex.weights + offset + p, load<V>(vertex.weights + offset + p) - step * movement.rate);
        }
        for (const MixedPoint<Real>& point : movement.points) {
            V mixed{};
            for (std::size_t i = 0; i < movement.vertices.size(); ++i)
                mixed += load<V>(movement.vertices[i].weights + offset + p) * point.shares[i];
            if (point.anchor)
                mixed += load<V>(point.anchor + offset + p) * point.anchorShare;
            store(point.point + offset + p, mixed);
        }
    });
}

template <int vertexCount, int gradientCount>
INLINE void moveWith(const Movement<Real>& movement, std::span<const Real* const> gradients, std::int64_t offset,
                     std::int64_t count)
{
    if (movement.vertices[0].velocity)
        moveFixed<vertexCount, gradientCount, true>(movement, gradients, offset, count);
    else
        moveFixed<vertexCount, gradientCount, false>(movement, gradients, offset, count);
}

void move(const Movement<Real>& movement, std::span<const Real* const> gradients, std::int64_t offset, std::int64_t count)
{
    const std::size_t n = movement.vertices.size();
    const std::size_t terms = gradients.size();
    if (movement.points.size() > 2)
        moveAny(movement, gradients, offset, count);
    else if (n == 1 && terms == 1)
        moveWith<1, 1>(movement, gradients, offset, count);
    else if (n == 1 && terms == 2)
        moveWith<1, 2>(movement, gradients, offset, count);
    else if (n == 3 && terms == 1)
        moveWith<3, 1>(movement, gradients, offset, count);
    else if (n == 3 && terms == 2)
        moveWith<3, 2>(movement, gradients, offset, count);
    else
        moveAny(movement, gradients, offset, count);
}

void combine(std::span<const Scaled<Real>> rows, std::int64_t size, Real* point)
{
    overPlaces(size, [&]<typename V>(std::int64_t p) INLINED {
        V sum{};
        for (const Scaled<Real>& row : rows)
            sum += load<V>(row.row + p) * row.factor;
        store(point + p, sum);
    });
}

/// A strip of `columns` vectors of the values on a line.
template <int columns>
INLINE void followStrip(std::span<const Turn<Real>> turns, const Real* first, const Real* last, std::int64_t width, Real position,
                        bool rectified, Real* curve, Real* values)
{
    Vector ofFirst[columns];
    Vector ofBoth[columns];
    Vector ofLast[columns];
    UNROLL for (int c = 0; c < columns; ++c)
    {
        ofFirst[c] = load<Vector>(curve + c * lanes);
        ofBoth[c] = load<Vector>(curve + width + c * lanes);
        ofLast[c] = load<Vector>(curve + 2 * width + c * lanes);
    }
    for (const Turn<Real>& turn : turns) {
        UNROLL for (int c = 0; c < columns; ++c)
        {
            const Vector atFirst = load<Vector>(first + turn.unit * width + c * lanes);
            const Vector atLast = load<Vector>(last + turn.unit * width + c * lanes);
            ofFirst[c] += atFirst * turn.first;
            ofBoth[c] += atFirst * turn.last;
            ofBoth[c] += atLast * turn.first;
            ofLast[c] += atLast * turn.last;
        }
    }
    const Real away = Real(1) - position;
    UNROLL for (int c = 0; c < columns; ++c)
    {
        if (!turns.empty()) {
            store(curve + c * lanes, ofFirst[c]);
            store(curve + width + c * lanes, ofBoth[c]);
            store(curve + 2 * width + c * lanes, ofLast[c]);
        }
        const Vector value = ofFirst[c] * (away * away) + ofBoth[c] * (away * position) + ofLast[c] * (position * position);
        store(values + c * lanes, rectified && value < Real(0) ? Vector{} : value);
    }
}

void follow(std::span<const Turn<Real>> turns, const Real* first, const Real* last, std::int64_t width, Real position,
            bool rectified, Real* curve, Real* values)
{
    std::int64_t k = 0;
    for (; k + tileColumns * lanes <= width; k += tileColumns * lanes)
        followStrip<tileColumns>(turns, first + k, last + k, width, position, rectified, curve + k, values + k);
    for (; k + lanes <= width; k += lanes)
        followStrip<1>(turns, first + k, last + k, width, position, rectified, curve + k, values + k);
}

/// e^x of numbers that are not above zero: 2^n e^r with |r| <= ln 2 / 2, and e^r by its series up to the number type's precision.
INLINE Vector exponential(Vector x)
{
    using Bits = std::conditional_t<sizeof(Real) == 4, std::int32_t, std::int64_t>;
    typedef Bits BitVector __attribute__((vector_size(vectorBytes)));
    constexpr int mantissa = sizeof(Real) == 4 ? 23 : 52;
    constexpr Bits bias = sizeof(Real) == 4 ? 127 : 1023;
    constexpr int terms = sizeof(Real) == 4 ? 7 : 13;
    constexpr Real lowest = sizeof(Real) == 4 ? Real(-87) : Real(-708);  // below, the result would be denormal
    constexpr Real wholes = Real(3) * static_cast<Real>(Bits(1) << (mantissa - 1));  // adding it rounds to a whole number
    constexpr Real ln2 = Real(0.693145751953125);                                    // times n it is exact
    constexpr Real ln2Rest = Real(1.42860682030941723212e-6);
    x = x < lowest ? Vector{} + lowest : x;
    const Vector n = (x * Real(1.44269504088896340736) + wholes) - wholes;
    const Vector r = (x - n * ln2) - n * ln2Rest;
    Vector series = Vector{} + Real(1);
    UNROLL for (int k = terms; k > 0; --k) series = Real(1) + series * r * (Real(1) / static_cast<Real>(k));
    const BitVector power = (__builtin_convertvector(n, BitVector) + bias) << mantissa;
    return series * (Vector)power;
}

void crossEntropy(const Real* logits, std::int64_t images, std::int64_t width, const std::int64_t* labels, Real* losses,
                  bool* correct)
{
    for (std::int64_t i = 0; i < images; ++i, logits += width) {
        Vector highest = load<Vector>(logits);
        for (std::int64_t k = lanes; k < width; k += lanes) {
            const Vector more = load<Vector>(logits + k);
            highest = more > highest ? more : highest;
        }
        const Real top = highestOf(highest);
        Vector sum{};
        for (std::int64_t k = 0; k < width; k += lanes)
            sum += exponential(load<Vector>(logits + k) - top);
        const Real ofLabel = logits[labels[i]];
        losses[i] = std::log(sumOf(sum)) + (top - ofLabel);
        correct[i] = ofLabel == top && std::find(logits, logits + labels[i], top) == logits + labels[i];
    }
}

constexpr LayerLoops<Real> loops{forward, product, gradientRows, memberRows, move, combine, follow, crossEntropy};
