// The step of any network on a device that is asked for its work from afar: what changes from step to step (batches, places,
// rates, masks of dropout) is sent into tensors that stay where they are, and the step itself, by automatic differentiation, is
// recorded once for each shape of its input and launched as a whole. Nothing in it is made to wait for the device but the
// recording itself; how far a copy of many masks waits is the driver's affair.
#include "engine/subspaces/simplex_step.h"

#include "engine/subspaces/recorded_work.h"

#include <torch/csrc/autograd/autograd.h>

#include <algorithm>
#include <map>

namespace isthmus::engine {

namespace {

/// What a recording depends on.
struct Shape {
    std::vector<std::int64_t> batches;  ///< images of each term
    std::vector<const void*> anchors;   ///< of each term; null: none
    bool momentum = false;
    bool dropout = false;
    const void* vertices = nullptr;
    const void* velocity = nullptr;

    auto operator<=>(const Shape&) const = default;
};

/// A step of one shape.
class Recorded {
public:
    Recorded(std::shared_ptr<const Classifier> network, const std::shared_ptr<RecordingStream>& stream, Simplex simplex,
             std::span<const LossTerm> terms, const Shape& shape)
        : network_(std::move(network)), simplex_(std::move(simplex)), shape_(shape)
    {
        const at::Tensor& vertices = simplex_.vertices;
        for (const LossTerm& term : terms) {
            const Examples& batch = term.batch;
            terms_.push_back({{at::empty_like(batch.images), at::empty_like(batch.labels)}, term.place.anchor});
            if (shape.dropout)
                masks_ += masksOf(vertices[0], batch);
        }
        const std::int64_t numbers = std::ssize(terms) * (simplex_.count() + extras) + settings;
        numbers_ = at::empty({numbers}, vertices.options());
        drawn_ = at::empty({masks_}, vertices.options());
        loss_ = at::zeros({}, vertices.options());
        work_ = std::make_unique<RecordedWork>(stream, [this] { work(); });
    }

    at::Tensor take(std::span<const LossTerm> terms, const StepSettings& now, Random dropoutStream)
    {
        std::vector<double> numbers{now.rate, now.momentum};
        for (std::size_t t = 0; t < terms.size(); ++t) {
            const LossTerm& term = terms[t];
            terms_[t].batch.images.copy_(term.batch.images);
            terms_[t].batch.labels.copy_(term.batch.labels);
            numbers.insert(numbers.end(), term.place.a.begin(), term.place.a.end());
            numbers.push_back(term.place.b);
            numbers.push_back(term.weight);
            numbers.push_back(now.chainFactor ? term.weight : term.weight / (1.0 - term.place.b));
        }
        const at::TensorOptions host = numbers_.options().device(at::kCPU);
        numbers_.copy_(at::tensor(numbers, at::kDouble).to(host), /*non_blocking=*/true);
        if (shape_.dropout) {
            Dropout dropout{now.dropout, dropoutStream};
            const at::Tensor masks = at::empty({masks_}, at::kFloat);
            dropout.draw({masks.data_ptr<float>(), static_cast<std::size_t>(masks_)});
            drawn_.copy_(masks.to(host), /*non_blocking=*/true);
        }
        work_->run();
        return loss_.clone();
    }

private:
    static constexpr std::int64_t settings = 2;  ///< numbers of the step: rate, momentum
    static constexpr std::int64_t extras = 3;    ///< of a term beside its shares: b, weight, the gradient's factor

    struct Term {
        Examples batch;
        at::Tensor anchor;
    };

    /// Numbers of masks that a forward pass asks for.
    std::int64_t masksOf(const at::Tensor& weights, const Examples& batch) const
    {
        const at::NoGradGuard noGradients;
        Dropout counting{0.5};
        network_->logits(weights, batch, {.dropout = &counting});
        return counting.asked;
    }

    void work()
    {
        const at::Tensor rate = numbers_[0];
        const at::Tensor momentum = numbers_[1];
        const std::int64_t n = simplex_.count();
        at::Tensor& target = shape_.momentum ? simplex_.velocity : simplex_.vertices;
        Dropout dropout{.probability = shape_.dropout ? 0.5 : 0.0, .random = Random(0), .drawn = drawn_};
        std::vector<at::Tensor> shares;
        std::vector<at::Tensor> gradients;  // all of them before any vertex moves
        at::Tensor sum;
        for (std::size_t t = 0; t < terms_.size(); ++t) {
            const at::Tensor own = numbers_.narrow(0, settings + static_cast<std::int64_t>(t) * (n + extras), n + extras);
            shares.push_back(own.narrow(0, 0, n));
            at::Tensor place = at::mv(simplex_.vertices.t(), shares.back());
            if (terms_[t].anchor.defined())
                place.addcmul_(terms_[t].anchor, own[n]);
            const at::Tensor leaf = place.detach().requires_grad_(true);
            const at::Tensor loss = network_->loss(leaf, terms_[t].batch, &dropout);
            gradients.push_back(torch::autograd::grad({loss}, {leaf}).front().mul_(own[n + 2]));
            const at::Tensor weighted = loss.detach() * own[n + 1];
            sum = sum.defined() ? sum + weighted : weighted;
        }
        if (shape_.momentum)
            target.mul_(momentum);
        for (std::size_t t = 0; t < terms_.size(); ++t)
            target.addr_(shape_.momentum ? shares[t] : -rate * shares[t], gradients[t]);
        if (shape_.momentum)
            simplex_.vertices.addcmul_(simplex_.velocity, rate, -1.0);
        loss_.copy_(sum);
    }

    std::shared_ptr<const Classifier> network_;
    Simplex simplex_;  ///< shares the numbers of the one that is stepped
    Shape shape_;
    std::vector<Term> terms_;
    at::Tensor numbers_;      ///< what changes from step to step
    std::int64_t masks_ = 0;  ///< numbers of all masks of a step
    at::Tensor drawn_;        ///< [masks_]
    at::Tensor loss_;
    std::unique_ptr<RecordedWork> work_;
};

class RecordedStep final : public SimplexStep {
public:
    explicit RecordedStep(std::shared_ptr<const Classifier> network) : network_(network), plain_(makeAutogradStep(network)) {}

    at::Tensor take(Simplex& simplex, std::span<const LossTerm> terms, const StepSettings& settings, Random dropoutStream,
                    std::span<const Place>) override
    {
        const auto uncommon = [&](const LossTerm& term) { return std::ssize(term.place.a) != simplex.count(); };
        if (settings.cosine.factor != 0.0 || std::any_of(terms.begin(), terms.end(), uncommon))
            return plain_->take(simplex, terms, settings, dropoutStream);
        Shape shape{.batches = {}, .anchors = {}, .momentum = settings.momentum > 0.0, .dropout = settings.dropout > 0.0};
        if (!shape.momentum)
            simplex.rest();
        else if (!simplex.velocity.defined())
            simplex.velocity = at::zeros_like(simplex.vertices);
        shape.vertices = simplex.vertices.data_ptr();
        shape.velocity = shape.momentum ? simplex.velocity.data_ptr() : nullptr;
        for (const LossTerm& term : terms) {
            shape.batches.push_back(term.batch.count());
            shape.anchors.push_back(term.place.anchor.defined() ? term.place.anchor.data_ptr() : nullptr);
        }
        auto found = recorded_.find(shape);
        if (found == recorded_.end()) {
            if (std::ssize(recorded_) >= mostRecorded)
                recorded_.clear();
            if (!stream_)
                stream_ = makeRecordingStream(simplex.vertices.device());
            found = recorded_.emplace(shape, std::make_unique<Recorded>(network_, stream_, simplex, terms, shape)).first;
        }
        return found->second->take(terms, settings, dropoutStream);
    }

    Gradient gradient(const at::Tensor& weights, const Examples& batch, Dropout* dropout) override
    {
        return plain_->gradient(weights, batch, dropout);
    }

private:
    static constexpr std::int64_t mostRecorded = 4;  ///< a phase has one shape, and one more for an epoch's last batch

    std::shared_ptr<const Classifier> network_;
    std::unique_ptr<SimplexStep> plain_;
    std::shared_ptr<RecordingStream> stream_;
    std::map<Shape, std::unique_ptr<Recorded>> recorded_;
};

}  // namespace

std::unique_ptr<SimplexStep> makeRecordedStep(std::shared_ptr<const Classifier> network)
{
    return std::make_unique<RecordedStep>(std::move(network));
}

}  // namespace isthmus::engine
