// The loops of layer_loops.h for landscapes: values on a line, and the loss of logits. A part of layer_loops.inl.

void letThrough(const Real* atFirst, const Real* atLast, std::int64_t units, Real* first, Real* last, Real* both)
{
    overPlaces(units, [&]<typename V>(std::int64_t p) INLINED {
        const V there = load<V>(atFirst + p);
        const V onFirst = there <= Real(0) ? V{} : there;
        const V onLast = there <= Real(0) ? V{} : load<V>(atLast + p);
        store(first + p, onFirst);
        store(last + p, onLast);
        store(both + p, onFirst + onLast);
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
