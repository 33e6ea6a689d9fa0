#pragma once
#include "engine/data/examples.h"
#include "engine/models/model.h"

namespace isthmus::engine {

/// Which outputs compete for an example. In task-incremental learning the task of an image is known, so only the classes of
/// its task do; as the tasks' classes are disjoint, the label tells which these are.
class Heads {
public:
    Heads() = default;  ///< one head: all classes compete
    /// `headOfClass` [classes]: the classes of one head compete among themselves.
    Heads(const std::vector<int>& headOfClass, const at::Device& device);

    /// Logits [N, classes], those of other heads than the label's so low that their probability is zero.
    at::Tensor restricted(const at::Tensor& logits, const at::Tensor& labels) const;

    bool one() const { return headOfClass_.empty(); }
    /// True when class `c` competes for an example of class `label`.
    bool competes(std::int64_t c, std::int64_t label) const
    {
        return headOfClass_.empty() || headOfClass_[static_cast<std::size_t>(c)] == headOfClass_[static_cast<std::size_t>(label)];
    }

private:
    std::vector<int> headOfClass_;  ///< empty: one head
    at::Tensor penalty_;            ///< [classes, classes]: 0 within a head, else very low; undefined: one head
};

/// A model as the classifier of one benchmark.
struct Classifier {
    std::shared_ptr<const Model> model;
    Heads heads = {};

    /// Logits [N, classes] of the examples at weights [P].
    at::Tensor logits(const at::Tensor& weights, const Examples& examples, const Pass& pass = {}) const;
    /// Mean cross-entropy of a batch, a scalar.
    at::Tensor loss(const at::Tensor& weights, const Examples& batch, Dropout* dropout = nullptr) const;
};

}  // namespace isthmus::engine
