#include "widgets/theme/number_format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace isthmus::widgets {

namespace {

struct NumberWords {
    Q_DECLARE_TR_FUNCTIONS(isthmus::widgets::NumberWords)
};

constexpr QChar thin(0x202f);
constexpr QChar minus(0x2212);
constexpr QChar unknown(0x2013);

/// "-0.0" to "0.0", any other hyphen to a minus sign.
QString withTrueMinus(QString text)
{
    if (!text.startsWith(u'-'))
        return text;
    const bool zero = text.indexOf(QLatin1Char('0')) >= 0 && text.toDouble() == 0.0;
    return zero ? text.mid(1) : text.replace(0, 1, minus);
}

QString notFinite(double value)
{
    if (std::isnan(value))
        return QStringLiteral("NaN");
    return value < 0.0 ? QString(minus) + QChar(0x221e) : QString(QChar(0x221e));
}

}  // namespace

QString accuracyText(double accuracy)
{
    const QString number = percentText(accuracy);
    return std::isfinite(accuracy) ? number + thin + u'%' : number;
}

QString percentText(double share)
{
    return std::isfinite(share) ? withTrueMinus(QString::number(100.0 * share, 'f', 1)) : notFinite(share);
}

QString lossText(double loss)
{
    if (!std::isfinite(loss))
        return notFinite(loss);
    if (loss == 0.0)
        return QStringLiteral("0");
    // The exponent after rounding decides, so that 0.9996 becomes "1.00" and not "1.000".
    const QString scientific = QString::number(loss, 'e', 2);
    const int e = static_cast<int>(scientific.indexOf(u'e'));
    const int exponent = scientific.mid(e + 1).toInt();
    if (exponent >= -3 && exponent <= 2)
        return withTrueMinus(QString::number(loss, 'f', 2 - exponent));
    if (exponent >= 3 && exponent <= 5)
        return countText(qRound64(scientific.toDouble()));
    const QString power = QString::number(exponent);
    return withTrueMinus(scientific.left(e)) + u'e' + withTrueMinus(power);
}

QString uncertaintyText(double error)
{
    const int exponent = static_cast<int>(std::floor(std::log10(error)));
    return QString::number(error, 'f', std::clamp(-exponent, 0, 6));
}

QString countText(qint64 count)
{
    QString text = QString::number(count);
    const qsizetype first = count < 0 ? 1 : 0;
    for (qsizetype at = text.size() - 3; at > first; at -= 3)
        text.insert(at, thin);
    return withTrueMinus(text);
}

QString durationText(double seconds)
{
    if (!(seconds >= 0.0) || seconds > 1e12)
        return QString(unknown);
    const qint64 whole = qRound64(seconds);
    const auto two = [](qint64 value) { return QStringLiteral("%1").arg(value, 2, 10, QLatin1Char('0')); };
    if (whole < 60)
        return NumberWords::tr("%1\u202fs").arg(whole);
    if (whole < 3600)
        return NumberWords::tr("%1\u202fmin %2\u202fs").arg(QString::number(whole / 60), two(whole % 60));
    const qint64 minutes = (whole + 30) / 60;
    if (minutes < 24 * 60)
        return NumberWords::tr("%1\u202fh %2\u202fmin").arg(QString::number(minutes / 60), two(minutes % 60));
    const qint64 hours = (minutes + 30) / 60;
    return NumberWords::tr("%1\u202fd %2\u202fh").arg(QString::number(hours / 24), two(hours % 24));
}

QString rateText(double stepsPerSecond)
{
    if (!(stepsPerSecond > 0.0) || stepsPerSecond > 1e15)
        return QString(unknown);
    const bool slow = stepsPerSecond < 9.95;
    const QString number = slow ? QString::number(stepsPerSecond, 'f', 1) : countText(qRound64(stepsPerSecond));
    return NumberWords::tr("%1\u202fsteps/s").arg(number);
}

}  // namespace isthmus::widgets
