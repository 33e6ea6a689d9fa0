#pragma once
#include <string>
#include <vector>

namespace isthmus::engine {

/// What the "±" of a mean over several runs says.
enum class Band {
    Deviation,      ///< sample standard deviation, divisor n - 1
    StandardError,  ///< that / sqrt(n)
    Confidence,     ///< half the 95 % confidence interval of the mean (Student's t)
    Range,          ///< half of maximum - minimum
};

/// "sd", "se", "ci95", "range": the words of the command line.
const char* word(Band band);
/// What the band is, in a few words for a caption.
const char* description(Band band);
Band bandCalled(const std::string& word);  ///< throws Error(BadInput) naming the words there are

/// Several values of one measure.
struct Spread {
    int n = 0;
    double mean = 0.0;
    double half = 0.0;  ///< half the band's width; 0 for n = 1, where there is none
};

/// Standard error of the mean of `count` values, from their sum and the sum of their squares; 0 for fewer than two.
double standardError(double sum, double sumOfSquares, double count);

/// Takes the n-th value (n from 1) into the mean and the sample standard deviation of those before it (Welford 1962). Of one
/// value there is no deviation: NaN.
void take(double value, int n, double& mean, double& deviation);

Spread spreadOf(const std::vector<double>& values, Band band);

}  // namespace isthmus::engine
