#pragma once
#include <QString>

namespace isthmus::widgets {

// Numbers as the studio writes them: a narrow no-break space (U+202F) in thousands and before units, a true minus sign,
// a decimal point in every language. What is not a number reads "NaN", what is unknown "–".

/// An accuracy in [0, 1] in percent with one decimal: "93.1 %".
QString accuracyText(double accuracy);

/// The same without the sign, for a column that has it beside: "93.1".
QString percentText(double share);

/// Three significant digits: "2.30", "0.0123", "148", "12 300"; powers below 0.001 and from a million on: "1.23e−4".
QString lossText(double loss);

/// A standard error or deviation, to one significant digit: more would pretend to know the error's error. Positive.
QString uncertaintyText(double error);

/// Groups of three from four digits on: "1 234 567".
QString countText(qint64 count);

/// Rounded to the second, from an hour on to the minute: "45 s", "2 min 05 s", "1 h 04 min"; negative: "–".
QString durationText(double seconds);

/// "3 480 steps/s"; below ten with one decimal; nothing known (0 or less): "–".
QString rateText(double stepsPerSecond);

}  // namespace isthmus::widgets
