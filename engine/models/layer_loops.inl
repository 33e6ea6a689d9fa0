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
        return folded(
            operation(__builtin_shufflevector(vector, vector, 0, 1, 2, 3), __builtin_shufflevector(vector, vector, 4, 5, 6, 7)),
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

#include "engine/models/layer_loops_products.inl"

#include "engine/models/layer_loops_sparse.inl"

#include "engine/models/layer_loops_movement.inl"

#include "engine/models/layer_loops_window.inl"

#include "engine/models/layer_loops_scores.inl"

constexpr LayerLoops<Real> loops{forward, product,          productOfDifferences, gradientRows, memberRows, move,
                                 combine, productsOfWindow, moveByWindow,         letThrough,   follow,     crossEntropy};
