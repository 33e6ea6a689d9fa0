// The training step of a multi-layer perceptron on the processor, written out. What it computes is what autograd_step.cpp
// computes. What it costs is memory traffic as much as arithmetic, so the gradient is never stored (WeightBlocks), the points
// that the next step looks at are mixed while the vertices move (PointsAhead), and steps that are taken together touch the first
// layer's matrix once for all of them (FirstLayerWindow).
#include "engine/subspaces/faster_way.h"
#include "engine/subspaces/first_layer_window.h"
#include "engine/subspaces/perceptron_pass.h"
#include "engine/subspaces/points_ahead.h"
#include "engine/subspaces/simplex_step.h"
#include "engine/subspaces/weight_blocks.h"

#include <algorithm>
#include <ATen/Parallel.h>
#include <memory>

namespace isthmus::engine {

namespace {

template <typename Real>
class PerceptronMovement {
public:
    explicit PerceptronMovement(const Classifier& network)
        : network_(network),
          passes_{PerceptronPass<Real>(network)},
          weights_(passes_.front(), WeightBlocks<Real>::From::Beginning),
          behindFirst_(passes_.front(), WeightBlocks<Real>::From::BehindFirstMatrix),
          window_(passes_.front().in(0), passes_.front().out(0))
    {
    }

    at::Tensor take(Simplex& simplex, std::span<const LossTerm> terms, const StepSettings& settings, Random dropoutStream,
                    std::span<const Place> next)
    {
        makePasses(terms.size());
        Dropout dropout{settings.dropout, dropoutStream};
        const bool ready = points_.areReady(simplex, terms);
        Companion* const companion = companionFor(simplex, terms, settings, shared_, 1);
        double loss = 0.0;
        for (std::size_t k = 0; k < terms.size(); ++k)  // all passes before any vertex moves
            loss += terms[k].weight
                    * passes_[k].run(points_.point(simplex, k, terms[k].place, ready), terms[k].batch, &dropout, companion);
        moveAll(simplex, terms, settings, next, companion, 0);
        return at::scalar_tensor(loss, simplex.vertices.options());
    }

    void begin(Simplex& simplex, std::vector<TermOfStep> steps, const StepSettings& settings)
    {
        begun_ = std::move(steps);
        begunWith_ = settings;
        taken_ = 0;
        prepareVelocity(simplex, settings);
        sharedWith_ =
            companionFor(simplex, {&begun_.front().term, 1}, settings, togetherShared_, static_cast<int>(begun_.size()));
        std::vector<typename FirstLayerWindow<Real>::Step> seen;
        for (TermOfStep& step : begun_) {
            LossTerm& term = step.term;
            term.batch.images = term.batch.images.contiguous();
            seen.push_back(
                {term.batch.count(), term.batch.images.template data_ptr<Real>(), term.place.a, gradientShares(term, settings)});
        }
        window_.open(verticesOf(simplex), std::move(seen), settings.rate, settings.momentum, sharedWith_);
    }

    std::vector<at::Tensor> takeNext(Simplex& simplex, std::int64_t count)
    {
        PerceptronPass<Real>& pass = passes_.front();
        const std::int64_t behindFirst = pass.in(0) * pass.out(0);
        std::vector<at::Tensor> losses;
        for (const std::size_t end = taken_ + static_cast<std::size_t>(count); taken_ < end; ++taken_) {
            const LossTerm& term = begun_[taken_].term;
            Dropout dropout{begunWith_.dropout, begun_[taken_].dropoutStream};
            window_.products(taken_, pass.products(term.batch), sharedWith_);
            const bool ready = points_.areReady(simplex, {&term, 1}, behindFirst);
            const Real* weights = points_.point(simplex, 0, term.place, ready, behindFirst);
            const double loss = pass.runFromProducts(weights, &dropout, sharedWith_);
            window_.setErrors(taken_, pass.errors(0));
            losses.push_back(at::scalar_tensor(term.weight * loss, simplex.vertices.options()));
            const std::span<const Place> next =
                taken_ + 1 < begun_.size() ? std::span(&begun_[taken_ + 1].term.place, 1) : std::span<const Place>();
            moveAll(simplex, {&term, 1}, begunWith_, next, sharedWith_, behindFirst);
        }
        window_.moveTo(taken_, sharedWith_);
        return losses;
    }

    /// Some steps on few images: the products of the images with one another, which steps together need, are to be few beside
    /// those with the matrix. A run answers between such stretches, an ensemble's when all its members have taken one, so they
    /// are short.
    std::int64_t stepsTogether(const Simplex& simplex, std::int64_t batch) const
    {
        const PerceptronPass<Real>& pass = passes_.front();
        const bool worthwhile = pass.out(0) >= outputsWorthAWindow && pass.in(0) * pass.out(0) >= weightsWorthAWindow;
        const bool few = batch * stepsOfWindow <= LayerLoops<Real>::imagesOfWindow;
        const double operations = 3.0 * static_cast<double>(batch * stepsOfWindow) * network_.model->forwardOperations();
        const bool isShort = operations <= operationsOfWindow && simplex.vertices.numel() <= weightsOfWindow;
        return worthwhile && few && isShort ? stepsOfWindow : 1;
    }

    Gradient gradient(const at::Tensor& weights, const Examples& batch, Dropout* dropout)
    {
        PerceptronPass<Real>& pass = passes_.front();
        const double loss = pass.run(weights.contiguous().data_ptr<Real>(), batch, dropout);
        at::Tensor gradient = at::empty(weights.sizes(), weights.options());
        weights_.writeGradient(pass, gradient.data_ptr<Real>());
        return {at::scalar_tensor(loss, weights.options()), gradient};
    }

private:
    static constexpr std::int64_t stepsOfWindow = LayerLoops<Real>::stepsOfWindow;
    static constexpr std::int64_t outputsWorthAWindow = 128;
    static constexpr std::int64_t weightsWorthAWindow = 1 << 16;
    static constexpr double operationsOfWindow = 3e8;  ///< some 3 ms
    static constexpr std::int64_t weightsOfWindow = 1 << 21;

    void makePasses(std::size_t count)
    {
        while (passes_.size() < count)
            passes_.emplace_back(network_);
    }

    /// Several vertices are moved, or looked at from several points, in more memory than one processor's second cache holds:
    /// two share the work where there are two and that is faster. A single network stays with one, and so do the members of an
    /// ensemble that train side by side; one that is left over, and takes its steps one by one, is given the second thread.
    Companion* companionFor(const Simplex& simplex, std::span<const LossTerm> terms, const StepSettings& settings, FasterWay& way,
                            int steps)
    {
        const bool large = simplex.count() > 1 || terms.size() > 1;
        const bool two =
            settings.companion ? *settings.companion != nullptr : large && at::get_num_threads() > 1 && !at::in_parallel_region();
        if (!two || !way.second(std::chrono::steady_clock::now(), steps))
            return nullptr;
        if (settings.companion)
            return *settings.companion;
        if (!companion_)
            companion_ = std::make_unique<Companion>();
        return companion_.get();
    }

    static Real* row(const at::Tensor& rows, std::int64_t i) { return rows.data_ptr<Real>() + i * rows.stride(0); }

    /// How much of a term's gradient each vertex gets, [n].
    static std::vector<double> gradientShares(const LossTerm& term, const StepSettings& settings)
    {
        std::vector<double> shares = term.place.a;
        const double chain = settings.chainFactor ? 1.0 : 1.0 / (1.0 - term.place.b);
        for (double& share : shares)
            share *= term.weight * chain;
        return shares;
    }

    static std::vector<MovingVertex<Real>> verticesOf(const Simplex& simplex)
    {
        std::vector<MovingVertex<Real>> vertices;
        for (std::int64_t i = 0; i < simplex.count(); ++i)
            vertices.push_back(
                {row(simplex.vertices, i), simplex.velocity.defined() ? row(simplex.velocity, i) : nullptr, nullptr});
        return vertices;
    }

    /// v <- momentum v + sum_k f_k a_k,i g_k, w <- w - rate v for every vertex i; then the next points. Of the weights from
    /// `first` on, which is the first one or the one behind the first layer's matrix.
    void moveAll(Simplex& simplex, std::span<const LossTerm> terms, const StepSettings& settings, std::span<const Place> next,
                 Companion* companion, std::int64_t first)
    {
        prepareVelocity(simplex, settings);
        const auto n = static_cast<std::size_t>(simplex.count());
        std::vector<MovingVertex<Real>> vertices = verticesOf(simplex);
        std::vector<Real> shares(n * terms.size());
        for (std::size_t k = 0; k < terms.size(); ++k) {
            const std::vector<double> ofTerm = gradientShares(terms[k], settings);
            for (std::size_t i = 0; i < n; ++i)
                shares[i * terms.size() + k] = static_cast<Real>(ofTerm[i]);
        }
        for (std::size_t i = 0; i < n; ++i)
            vertices[i].shares = shares.data() + i * terms.size();
        const std::span<const MixedPoint<Real>> points = points_.toMix(simplex, next);
        (first == 0 ? weights_ : behindFirst_)
            .move({vertices, points, static_cast<Real>(settings.rate), static_cast<Real>(settings.momentum)},
                  std::span(passes_).first(terms.size()), companion);
        points_.moved(simplex, next, first);
    }

    static void prepareVelocity(Simplex& simplex, const StepSettings& settings)
    {
        if (settings.momentum == 0.0)
            simplex.rest();  // momentum switched on again later begins anew
        else if (!simplex.velocity.defined())
            simplex.velocity = onCacheLines(at::zeros_like(simplex.vertices), velocityLinesIn);
    }

    const Classifier& network_;
    std::vector<PerceptronPass<Real>> passes_;  ///< of each term; at least one
    WeightBlocks<Real> weights_;
    WeightBlocks<Real> behindFirst_;
    FirstLayerWindow<Real> window_;
    std::vector<TermOfStep> begun_;  ///< the steps that the window is open for
    StepSettings begunWith_;
    Companion* sharedWith_ = nullptr;
    std::size_t taken_ = 0;  ///< of those steps
    PointsAhead<Real> points_;
    std::unique_ptr<Companion> companion_;
    // With the companion, or without:
    FasterWay shared_;          ///< steps alone
    FasterWay togetherShared_;  ///< steps together
};

class PerceptronStep final : public SimplexStep {
public:
    explicit PerceptronStep(std::shared_ptr<const Classifier> network)
        : network_(std::move(network)), single_(*network_), double_(*network_), reference_(makeAutogradStep(network_))
    {
    }

    at::Tensor take(Simplex& simplex, std::span<const LossTerm> terms, const StepSettings& settings, Random dropoutStream,
                    std::span<const Place> next) override
    {
        // Rare forms of the objective are left to the reference.
        const bool layerwise =
            std::any_of(terms.begin(), terms.end(), [&](const LossTerm& term) { return isLayerwise(simplex, term); });
        if (layerwise || settings.cosine.factor != 0.0)
            return reference_->take(simplex, terms, settings, dropoutStream, next);
        return simplex.vertices.scalar_type() == at::kFloat ? single_.take(simplex, terms, settings, dropoutStream, next)
                                                            : double_.take(simplex, terms, settings, dropoutStream, next);
    }

    void begin(Simplex& simplex, std::vector<TermOfStep> steps, const StepSettings& settings) override
    {
        std::int64_t images = 0;
        together_ = steps.size() > 1 && std::ssize(steps) <= LayerLoops<float>::stepsOfWindow && settings.cosine.factor == 0.0;
        for (const TermOfStep& step : steps) {
            images += step.term.batch.count();
            together_ = together_ && !isLayerwise(simplex, step.term) && !step.term.place.anchor.defined();
        }
        together_ = together_ && images <= LayerLoops<float>::imagesOfWindow;
        if (!together_)
            SimplexStep::begin(simplex, std::move(steps), settings);
        else if (simplex.vertices.scalar_type() == at::kFloat)
            single_.begin(simplex, std::move(steps), settings);
        else
            double_.begin(simplex, std::move(steps), settings);
    }

    std::vector<at::Tensor> takeNext(Simplex& simplex, std::int64_t count) override
    {
        if (!together_)
            return SimplexStep::takeNext(simplex, count);
        return simplex.vertices.scalar_type() == at::kFloat ? single_.takeNext(simplex, count) : double_.takeNext(simplex, count);
    }

    std::int64_t stepsTogether(const Simplex& simplex, std::int64_t batch) const override
    {
        return single_.stepsTogether(simplex, batch);
    }

    Gradient gradient(const at::Tensor& weights, const Examples& batch, Dropout* dropout) override
    {
        return weights.scalar_type() == at::kFloat ? single_.gradient(weights, batch, dropout)
                                                   : double_.gradient(weights, batch, dropout);
    }

private:
    static bool isLayerwise(const Simplex& simplex, const LossTerm& term)
    {
        return static_cast<std::int64_t>(term.place.a.size()) != simplex.count();
    }

    std::shared_ptr<const Classifier> network_;
    PerceptronMovement<float> single_;
    PerceptronMovement<double> double_;
    std::unique_ptr<SimplexStep> reference_;
    bool together_ = false;  ///< whether the steps that were begun share a window
};

}  // namespace

std::unique_ptr<SimplexStep> makePerceptronStep(std::shared_ptr<const Classifier> network)
{
    return std::make_unique<PerceptronStep>(std::move(network));
}

}  // namespace isthmus::engine
