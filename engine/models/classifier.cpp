#include "engine/models/classifier.h"

#include "engine/models/layer_loops.h"

namespace isthmus::engine {

Heads::Heads(const std::vector<int>& headOfClass, const at::Device& device) : headOfClass_(headOfClass)
{
    const at::Tensor head = at::tensor(headOfClass, at::kInt);
    penalty_ = at::zeros({head.size(0), head.size(0)});
    penalty_.masked_fill_(head.unsqueeze(0).ne(head.unsqueeze(1)), never);
    penalty_ = penalty_.to(device);
}

at::Tensor Heads::restricted(const at::Tensor& logits, const at::Tensor& labels) const
{
    return penalty_.defined() ? logits + penalty_.index_select(0, labels) : logits;
}

at::Tensor Classifier::logits(const at::Tensor& weights, const Examples& examples, const Pass& pass) const
{
    return heads.restricted(model->logits(weights, examples.images, pass), examples.labels);
}

at::Tensor Classifier::loss(const at::Tensor& weights, const Examples& batch, Dropout* dropout) const
{
    return at::cross_entropy_loss(logits(weights, batch, {.dropout = dropout}), batch.labels);
}

}  // namespace isthmus::engine
