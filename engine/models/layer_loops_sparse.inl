// The product of layer_loops.h for images that are mostly background. A part of layer_loops.inl.

/// The terms at which some image of a tile differs from the background, and by how much.
class Differences {
public:
    explicit Differences(std::int64_t terms)
        : differs_(static_cast<std::size_t>(terms)), terms_(differs_.size()), by_(tileImages * differs_.size())
    {
    }

    /// Of `images` rows of factors, which are not more than fit a tile.
    template <int images>
    INLINE void find(const Real* factors, Real background)
    {
        const auto count = static_cast<std::int64_t>(differs_.size());
        for (std::int64_t k = 0; k < count; ++k) {
            bool differs = false;
            UNROLL for (int i = 0; i < images; ++i) differs |= factors[i * count + k] != background;
            differs_[static_cast<std::size_t>(k)] = differs;
        }
        count_ = 0;
        for (std::int64_t k = 0; k < count; ++k) {
            terms_[static_cast<std::size_t>(count_)] = k;
            count_ += differs_[static_cast<std::size_t>(k)];
        }
        for (std::int64_t k = 0; k < count_; ++k)
            UNROLL for (int i = 0; i < images; ++i) by_[static_cast<std::size_t>(k * images + i)] =
                factors[i * count + terms_[static_cast<std::size_t>(k)]] - background;
    }

    INLINE std::int64_t count() const { return count_; }
    INLINE std::int64_t term(std::int64_t k) const { return terms_[static_cast<std::size_t>(k)]; }
    INLINE const Real* by(std::int64_t k, int images) const { return by_.data() + k * images; }

private:
    std::vector<std::int32_t> differs_;
    std::vector<std::int64_t> terms_;
    std::vector<Real> by_;  ///< term by term, image by image
    std::int64_t count_ = 0;
};

/// Not inlined: beside other loops the compiler would keep rows of the matrix on the stack and not in registers.
template <int images, int columns>
[[gnu::noinline]] void differencesTile(const Differences& differences, const Real* matrix, std::int64_t width, Real* result)
{
    Vector sum[images][columns] = {};
    for (std::int64_t k = 0; k < differences.count(); ++k) {
        const Real* const from = matrix + differences.term(k) * width;
        const Real* const by = differences.by(k, images);
        Vector row[columns];
        UNROLL for (int c = 0; c < columns; ++c) row[c] = load<Vector>(from + c * lanes);
        UNROLL for (int i = 0; i < images; ++i) UNROLL for (int c = 0; c < columns; ++c) sum[i][c] += by[i] * row[c];
    }
    UNROLL for (int i = 0; i < images; ++i) UNROLL for (int c = 0; c < columns; ++c)
        store(result + i * width + c * lanes, sum[i][c]);
}

template <int images>
INLINE void differencesRows(Differences& differences, const Real* factors, Real background, const Real* matrix,
                            std::int64_t width, Real* result)
{
    differences.find<images>(factors, background);
    std::int64_t k = 0;
    for (; k + tileColumns * lanes <= width; k += tileColumns * lanes)
        differencesTile<images, tileColumns>(differences, matrix + k, width, result + k);
    for (; k < width; k += lanes)
        differencesTile<images, 1>(differences, matrix + k, width, result + k);
}

void productOfDifferences(const Real* factors, std::int64_t images, std::int64_t terms, Real background, const Real* matrix,
                          std::int64_t width, Real* result)
{
    Differences differences(terms);
    std::int64_t i = 0;
    for (; i + tileImages <= images; i += tileImages)
        differencesRows<tileImages>(differences, factors + i * terms, background, matrix, width, result + i * width);
    for (; i < images; ++i)
        differencesRows<1>(differences, factors + i * terms, background, matrix, width, result + i * width);
}
