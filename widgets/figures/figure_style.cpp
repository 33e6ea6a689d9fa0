#include "widgets/figures/figure_style.h"

#include "widgets/figures/venues.h"

#include <QCoreApplication>
#include <QFontDatabase>

namespace isthmus::widgets {

namespace {

// The faces that venues' own styles print with come first, then what Linux distributions have in their place.
const QStringList sans{QStringLiteral("Helvetica"),       QStringLiteral("TeX Gyre Heros"), QStringLiteral("Nimbus Sans"),
                       QStringLiteral("Liberation Sans"), QStringLiteral("Arial"),          QStringLiteral("DejaVu Sans")};
const QStringList serif{QStringLiteral("TeX Gyre Termes"),  QStringLiteral("Nimbus Roman"), QStringLiteral("Times New Roman"),
                        QStringLiteral("Liberation Serif"), QStringLiteral("STIX"),         QStringLiteral("DejaVu Serif")};

QString firstInstalled(const QStringList& families)
{
    for (const QString& family : families)
        if (QFontDatabase::hasFamily(family) && QFontDatabase::isSmoothlyScalable(family))
            return family;
    return families.last();
}

QString askedFamily(const engine::Json& page) { return QString::fromStdString(page.at("font").get<std::string>()).trimmed(); }

QString familyFor(const engine::Json& page)
{
    const QString asked = askedFamily(page);
    if (asked == QLatin1String("serif"))
        return firstInstalled(serif);
    return asked != QLatin1String("sans") && QFontDatabase::hasFamily(asked) ? asked : firstInstalled(sans);
}

QFont fontOf(const QString& family, double points)
{
    QFont font(family);
    font.setPixelSize(qRound(points * unitsPerPoint));
    font.setHintingPreference(QFont::PreferNoHinting);  // the same widths at every resolution
    return font;
}

}  // namespace

FigureStyle::FigureStyle(const engine::Json& page)
    : palette(page.at("palette").get<std::string>() == "grey" ? Palette::Grey : Palette::OkabeIto),
      markers(page.at("markers").get<bool>()),
      grid(page.at("grid").get<bool>()),
      lineWidth(page.at("line_width").get<double>() * unitsPerPoint),
      pictureDots(std::max(600.0, page.at("resolution").get<double>()))
{
    const QString family = familyFor(page);
    const double points = fontSize(page);
    labelFont = fontOf(family, points);
    smallFont = fontOf(family, points - 1.0);
    letterFont = labelFont;
    letterFont.setBold(true);
    markerSize = (2.5 + 1.5 * page.at("line_width").get<double>()) * unitsPerPoint;
}

QPen FigureStyle::axisPen() const { return {ink, 0.5 * unitsPerPoint, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin}; }

QPen FigureStyle::gridPen() const { return {QColor(0xe4e4e4), 0.4 * unitsPerPoint, Qt::SolidLine, Qt::FlatCap}; }

QPen FigureStyle::linePen(const SeriesStyle& series) const
{
    QPen pen(series.colour, lineWidth, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (!series.dashes.isEmpty())
        pen.setDashPattern(series.dashes);
    return pen;
}

QString fontNote(const engine::Json& page)
{
    const QString asked = askedFamily(page);
    if (asked == QLatin1String("sans") || asked == QLatin1String("serif") || QFontDatabase::hasFamily(asked))
        return {};
    return QCoreApplication::translate("FigureStyle", "the font \"%1\" is not installed; %2 stands in for it")
        .arg(asked, familyFor(page));
}

double figureWidth(const engine::Json& page)
{
    const Venue* venue = findVenue(page.at("venue").get<std::string>());
    const double inches = page.contains("width")                         ? page.at("width").get<double>()
                          : page.at("span").get<std::string>() == "page" ? venue->page
                                                                         : venue->column;
    return 72.0 * inches;
}

double fontSize(const engine::Json& page)
{
    const double asked = page.at("font_size").get<double>();
    return asked > 0.0 ? asked : findVenue(page.at("venue").get<std::string>())->fontSize;
}

}  // namespace isthmus::widgets
