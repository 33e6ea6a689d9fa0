#include "widgets/forms/option_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>

namespace isthmus::widgets {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("OptionText", text); }

template <class Number>
std::optional<Number> numberIn(const std::string& text)
{
    const char* end = text.data() + text.size();
    Number number{};
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end)
        return {};
    return number;
}

/// A number of JSON's kinds, or the text itself.
engine::Json numberOrText(const QString& text)
{
    const std::string trimmed = text.trimmed().toStdString();
    if (const auto whole = numberIn<std::int64_t>(trimmed))
        return *whole;
    const auto real = numberIn<double>(trimmed);
    if (real && std::isfinite(*real))
        return *real;
    return trimmed;
}

engine::Json parsedList(const QString& text)
{
    QString items = text.trimmed();
    if (items.startsWith(QLatin1Char('[')) && items.endsWith(QLatin1Char(']')))
        items = items.mid(1, items.size() - 2).trimmed();
    engine::Json list = engine::Json::array();
    if (items.isEmpty())
        return list;
    static const QRegularExpression separator(QStringLiteral(R"(\s*[,;]\s*|\s+)"));
    for (const QString& item : items.split(separator))
        list.push_back(numberOrText(item));
    return list;
}

}  // namespace

bool showsZeroInWords(const engine::OptionSpec& spec)
{
    constexpr std::size_t fits = 14;  // letters in the narrowest control
    return !spec.zeroMeans.empty() && spec.zeroMeans.size() <= fits;
}

QString optionText(const engine::OptionSpec& spec, const engine::Json& value)
{
    if (showsZeroInWords(spec) && value.is_number() && value == 0)
        return QString::fromStdString(spec.zeroMeans);
    QString text = QString::fromStdString(engine::displayText(value));
    if (spec.fallback.is_array() && value.is_array())
        text = text.mid(1, text.size() - 2);
    return text;
}

engine::Json parsedOption(const engine::OptionSpec& spec, const QString& text)
{
    if (spec.fallback.is_string())
        return text.toStdString();
    if (spec.fallback.is_array())
        return parsedList(text);
    if (!spec.zeroMeans.empty() && text.trimmed().compare(QString::fromStdString(spec.zeroMeans), Qt::CaseInsensitive) == 0)
        return 0;
    return numberOrText(text);
}

QString defaultText(const engine::OptionSpec& spec)
{
    if (spec.fallback.is_boolean())
        return spec.fallback.get<bool>() ? tr("on") : tr("off");
    for (const engine::OptionChoice& choice : spec.choices) {
        if (spec.fallback == choice.value)
            return QString::fromStdString(choice.label);
    }
    if (!spec.zeroMeans.empty() && spec.fallback == 0)
        return QString::fromStdString(spec.zeroMeans);
    const QString text = optionText(spec, spec.fallback);
    return text.isEmpty() ? tr("empty") : text;
}

QString optionHelp(const engine::OptionSpec& spec, const QString& defaultOf)
{
    QStringList lines;
    if (!spec.help.empty())
        lines += QString::fromStdString(spec.help);
    // A switch or a list of words shows what is allowed by itself, and free text allows everything.
    if (spec.choices.empty() && !spec.fallback.is_boolean() && !spec.fallback.is_string())
        lines += tr("Allowed: %1.").arg(QString::fromStdString(engine::allowedValues(spec)));
    lines += defaultOf.isEmpty() ? tr("Default: %1.").arg(defaultText(spec))
                                 : tr("Default of %1: %2.").arg(defaultOf, defaultText(spec));
    return lines.join(QLatin1Char('\n'));
}

}  // namespace isthmus::widgets
