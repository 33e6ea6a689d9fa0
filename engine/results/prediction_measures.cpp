// Measures of the predicted probabilities: how good they are, and how much the networks that a run keeps differ.
#include "engine/results/measure_rows.h"

namespace isthmus::engine {

namespace {

constexpr const char* oneNetwork = "the run keeps one network, so there are none to compare";

Measured meanOfRow(const TaskMatrix& matrix, int t, const char* undefinedBecause)
{
    if (t < 1)
        return notMeasured(t);
    for (int i = 1; i <= t; ++i)
        if (t > matrix.tasks() || !matrix.at(t, i))
            return {std::nullopt, undefinedBecause};
    return meanOver(t, [&](int i) { return *matrix.at(t, i); });
}

Measured ofPrediction(const TaskMatrix& matrix, int t)
{
    return meanOfRow(matrix, t, "the run was made by a version that did not measure it");
}

Measured cosine(const RunResults& results, int t)
{
    if (t < 1)
        return notMeasured(t);
    const auto at = static_cast<std::size_t>(t - 1);
    const auto value = at < results.cosine.size() ? results.cosine[at] : std::nullopt;
    return value ? Measured{*value, {}} : Measured{std::nullopt, oneNetwork};
}

}  // namespace

std::span<const Measure> predictionMeasures()
{
    static constexpr Measure rows[] = {
        {"negative_log_likelihood", "Negative log-likelihood", Unit::Nats, Better::Lower,
         "(1/t) Σ_{i≤t} mean over the test images of task i of −ln p(label)", "",
         [](const RunResults& r, int t) { return ofPrediction(r.loss, t); }},
        {"calibration_error", "Expected calibration error", Unit::Share, Better::Lower,
         "(1/t) Σ_{i≤t} Σ_b (n_b/n) | accuracy_b − confidence_b |, 15 bins b of equal width over the largest probability",
         "Guo et al. 2017", [](const RunResults& r, int t) { return ofPrediction(r.calibrationError, t); }},
        {"brier_score", "Brier score", Unit::Number, Better::Lower,
         "(1/t) Σ_{i≤t} mean over the test images of task i of Σ_c ( p(c) − [c = label] )²", "Brier 1950",
         [](const RunResults& r, int t) { return ofPrediction(r.brier, t); }},
        {"disagreement", "Disagreement", Unit::Share, Better::Neither,
         "(1/t) Σ_{i≤t} mean over pairs of networks of the share of test images of task i that they label differently",
         "Kuncheva and Whitaker 2003", [](const RunResults& r, int t) { return meanOfRow(r.disagreement, t, oneNetwork); }},
        {"divergence", "Pairwise divergence", Unit::Nats, Better::Neither,
         "(1/t) Σ_{i≤t} mean over ordered pairs of networks and test images of task i of Σ_c p(c) ln( p(c) / q(c) )",
         "Kullback and Leibler 1951", [](const RunResults& r, int t) { return meanOfRow(r.divergence, t, oneNetwork); }},
        {"weight_cosine", "Weight cosine", Unit::Number, Better::Neither, "mean over pairs of networks of w·v / ( |w| |v| )",
         "Wortsman et al. 2021", cosine},
    };
    return rows;
}

}  // namespace isthmus::engine
