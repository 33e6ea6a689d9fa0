#include "engine/models/logit_errors.h"

#include <algorithm>
#include <cmath>

namespace isthmus::engine {

template <typename Real>
double logitErrors(const Heads& heads, const Real* logits, const at::Tensor& labels, std::int64_t classes, Real* errors)
{
    const at::Tensor contiguous = labels.contiguous();
    const auto* label = contiguous.data_ptr<std::int64_t>();
    const std::int64_t images = labels.size(0);
    double loss = 0.0;
    for (std::int64_t i = 0; i < images; ++i) {
        const Real* logit = logits + i * classes;
        Real* error = errors + i * classes;
        Real highest = std::numeric_limits<Real>::lowest();
        for (std::int64_t c = 0; c < classes; ++c)
            if (heads.competes(c, label[i]))
                highest = std::max(highest, logit[c]);
        Real sum = 0;
        for (std::int64_t c = 0; c < classes; ++c)
            sum += error[c] = heads.competes(c, label[i]) ? std::exp(logit[c] - highest) : Real(0);
        loss += std::log(static_cast<double>(sum)) - static_cast<double>(logit[label[i]] - highest);
        const Real scale = Real(1) / (sum * static_cast<Real>(images));
        for (std::int64_t c = 0; c < classes; ++c)
            error[c] *= scale;
        error[label[i]] -= Real(1) / static_cast<Real>(images);
    }
    return loss / static_cast<double>(images);
}

template double logitErrors(const Heads&, const float*, const at::Tensor&, std::int64_t, float*);
template double logitErrors(const Heads&, const double*, const at::Tensor&, std::int64_t, double*);

}  // namespace isthmus::engine
