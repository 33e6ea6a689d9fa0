// What layer_loops.h does to weights: vertices that move, points that are mixed. A part of layer_loops.inl.

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
