// Matrix products of layer_loops.h, forward and back. A part of layer_loops.inl.

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
    UNROLL for (int i = 0; i < images; ++i) UNROLL for (int j = 0; j < outputs; ++j)
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
    UNROLL for (int i = 0; i < images; ++i) UNROLL for (int c = 0; c < columns; ++c)
        store(result + i * resultStride + c * wide, sum[i][c]);
}

/// The same over the first `width` numbers of the rows.
template <int images, typename Fetch>
INLINE void productRows(const Real* errors, std::int64_t imageStride, std::int64_t termStride, std::int64_t terms,
                        const Real* rows, std::int64_t width, std::int64_t stride, Real* result, std::int64_t resultStride,
                        Fetch& fetch)
{
    std::int64_t k = 0;
    for (; k + tileColumns * lanes <= width; k += tileColumns * lanes)
        productTile<images, tileColumns, Vector>(errors, imageStride, termStride, terms, rows + k, stride, result + k,
                                                 resultStride, fetch);
    for (; k + lanes <= width; k += lanes)
        productTile<images, 1, Vector>(errors, imageStride, termStride, terms, rows + k, stride, result + k, resultStride, fetch);
    for (; k < width; ++k)
        productTile<images, 1, Real>(errors, imageStride, termStride, terms, rows + k, stride, result + k, resultStride, fetch);
}

void product(const Real* factors, std::int64_t images, std::int64_t terms, const Real* matrix, std::int64_t width,
             std::int64_t stride, Real* result)
{
    NoFetch fetch;
    std::int64_t i = 0;
    for (; i + tileImages <= images; i += tileImages)
        productRows<tileImages>(factors + i * terms, terms, 1, terms, matrix, width, stride, result + i * stride, stride, fetch);
    for (; i < images; ++i)
        productRows<1>(factors + i * terms, terms, 1, terms, matrix, width, stride, result + i * stride, stride, fetch);
}

template <typename Fetch>
INLINE void gradientRowsWith(const Real* errors, std::int64_t errorWidth, std::int64_t rows, std::int64_t images,
                             const Real* inputs, std::int64_t width, Real* gradient, Fetch& fetch)
{
    if (rows == LayerLoops<Real>::rowsAtOnce) {
        productRows<LayerLoops<Real>::rowsAtOnce>(errors, 1, errorWidth, images, inputs, width, width, gradient, width, fetch);
        return;
    }
    for (std::int64_t row = 0; row < rows; ++row)
        productRows<1>(errors + row, 1, errorWidth, images, inputs, width, width, gradient + row * width, width, fetch);
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
    UNROLL for (int j = 0; j < rows; ++j) UNROLL for (int c = 0; c < columns; ++c)
        store(gradient + j * width + at + c * wide, shared[j][c]);
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
