#include "engine/results/statistics.h"

#include "engine/error.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace isthmus::engine {

namespace {

struct BandRow {
    Band band;
    const char* word;
    const char* description;
};

constexpr std::array rows{BandRow{Band::Deviation, "sd", "sample standard deviation"},
                          BandRow{Band::StandardError, "se", "standard error of the mean"},
                          BandRow{Band::Confidence, "ci95", "half of the 95 % confidence interval of the mean (Student's t)"},
                          BandRow{Band::Range, "range", "half of maximum minus minimum"}};

const BandRow& rowOf(Band band)
{
    return *std::find_if(rows.begin(), rows.end(), [&](const BandRow& row) { return row.band == band; });
}

/// The 97.5 % quantile of Student's t distribution with that many degrees of freedom, to three digits after the point.
double studentQuantile(std::size_t freedom)
{
    constexpr std::array table{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                               2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
                               2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};
    if (freedom <= table.size())
        return table[freedom - 1];
    constexpr double normal = 1.959964;
    return normal + (normal * normal * normal + normal) / (4.0 * static_cast<double>(freedom));
}

double halfWidth(const std::vector<double>& values, double mean, Band band)
{
    const auto n = static_cast<double>(values.size());
    if (band == Band::Range) {
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        return 0.5 * (*high - *low);
    }
    double squares = 0.0;
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    const double deviation = std::sqrt(squares / (n - 1.0));
    if (band == Band::Deviation)
        return deviation;
    const double error = deviation / std::sqrt(n);
    return band == Band::StandardError ? error : error * studentQuantile(values.size() - 1);
}

}  // namespace

const char* word(Band band) { return rowOf(band).word; }

const char* description(Band band) { return rowOf(band).description; }

Band bandCalled(const std::string& word)
{
    for (const BandRow& row : rows)
        if (row.word == word)
            return row.band;
    throw badInput("\"" + word + "\" is no band; choose sd, se, ci95 or range");
}

double standardError(double sum, double sumOfSquares, double count)
{
    if (count < 2.0)
        return 0.0;
    const double mean = sum / count;
    const double variance = (sumOfSquares / count - mean * mean) * count / (count - 1.0);
    return std::sqrt(std::max(0.0, variance) / count);
}

void take(double value, int n, double& mean, double& deviation)
{
    if (n == 1) {
        mean = value;
        deviation = std::numeric_limits<double>::quiet_NaN();
        return;
    }
    const double off = value - mean;
    const double before = n > 2 ? deviation * deviation * (n - 2.0) / (n - 1.0) : 0.0;
    mean += off / n;
    deviation = std::sqrt(before + off * off / n);
}

Spread spreadOf(const std::vector<double>& values, Band band)
{
    Spread spread{.n = static_cast<int>(values.size())};
    for (const double value : values)
        spread.mean += value / static_cast<double>(values.size());
    if (spread.n > 1)
        spread.half = halfWidth(values, spread.mean, band);
    return spread;
}

}  // namespace isthmus::engine
