#include "widgets/figures/drawing/figure_panel.h"

#include "widgets/figures/drawing/field_drawing.h"
#include "widgets/figures/drawing/figure_axes.h"
#include "widgets/figures/drawing/map_drawing.h"
#include "widgets/figures/drawing/series_drawing.h"
#include "widgets/figures/drawing/surface_drawing.h"

#include <cmath>

namespace isthmus::widgets {

namespace {

constexpr int barWidth = static_cast<int>(7 * unitsPerPoint);
constexpr int barGap = static_cast<int>(4 * unitsPerPoint);
constexpr double goldenRatio = 0.618;
constexpr double surfaceRatio = 0.78;

/// "(a)" and the title above a panel.
class Heading final : public QCPLayerable {
public:
    Heading(QCPAxisRect& rect, const FigureStyle& style, QString letter, QString title)
        : QCPLayerable(rect.parentPlot(), QStringLiteral("axes")),
          rect_(rect),
          style_(style),
          letter_(std::move(letter)),
          title_(std::move(title))
    {
    }

protected:
    void applyDefaultAntialiasingHint(QCPPainter*) const override {}
    void draw(QCPPainter* painter) override
    {
        const double baseline = rect_.top() - 4.0 * unitsPerPoint;
        painter->setPen(style_.ink);
        painter->setFont(style_.letterFont);
        double x = rect_.outerRect().left();
        painter->drawText(QPointF(x, baseline), letter_);
        if (!letter_.isEmpty())
            x += QFontMetricsF(style_.letterFont).horizontalAdvance(letter_ + QStringLiteral("  "));
        painter->setFont(style_.labelFont);
        painter->drawText(QPointF(qMax(x, double(rect_.left())), baseline), title_);
    }

private:
    const QCPAxisRect& rect_;
    const FigureStyle& style_;
    QString letter_;
    QString title_;
};

QCPRange padded(const QCPRange& range, double share, bool logarithmic)
{
    if (logarithmic) {
        const double factor = std::pow(range.upper / range.lower, share);
        return range.size() > 0.0 ? QCPRange(range.lower / factor, range.upper * factor)
                                  : QCPRange(range.lower / 2.0, range.upper * 2.0);
    }
    const double pad = range.size() > 0.0 ? share * range.size() : (range.center() != 0.0 ? 0.1 * std::abs(range.center()) : 1.0);
    return {range.lower - pad, range.upper + pad};
}

void fillSeries(FigurePanel& panel, const FigureStyle& style)
{
    const bool logX = panel.logarithmic("x"), logY = panel.logarithmic("y");
    const auto across = valuesAcross(*panel.data, logX), up = valuesUp(*panel.data, logY);
    panel.x().setRange(padded(across.value_or(QCPRange(1.0, 10.0)), panel.data->lines ? 0.02 : 0.12, logX));
    panel.y().setRange(padded(up.value_or(QCPRange(1.0, 10.0)), panel.data->lines ? 0.05 : 0.12, logY));
    drawSeries(*panel.rect, *panel.data, panel.styles, style);
}

void fillSurface(FigurePanel& panel, const FieldLook& look, const FigureStyle& style, const ScenePainter& scenes)
{
    for (QCPAxis* axis : panel.rect->axes())
        axis->setVisible(false);
    const std::array<QString, 3> titles{panel.x().label(), panel.y().label(), QString::fromStdString(panel.data->field->label)};
    drawSurface(*panel.rect, figureSurface(*panel.data, panel.spec->options, look, titles), style, scenes);
}

void fillField(FigurePanel& panel, const FigureStyle& style, const ScenePainter& scenes)
{
    const FigureField& field = *panel.data->field;
    const FieldLook look = fieldLook(panel.spec->options, *panel.data);
    const double half = panel.data->cells ? 0.5 : 0.0;
    panel.x().setRange(field.x.front() - half, field.x.back() + half);
    panel.y().setRange(field.y.front() - half, field.y.back() + half);
    panel.y().setRangeReversed(panel.data->cells);
    for (QCPAxis* axis : {&panel.x(), &panel.y()})
        axis->grid()->setVisible(false);
    if (panel.data->surface)
        fillSurface(panel, look, style, scenes);
    else if (panel.data->cells)
        drawCells(*panel.rect, field, look, style);
    else
        drawMap(*panel.rect, *panel.data, look, style);
    drawColourBar(*panel.bar, field, look, style);
}

}  // namespace

void addRects(FigurePanel& panel, QCPLayoutGrid& grid, const FigureStyle& style, int above)
{
    QCustomPlot* plot = grid.parentPlot();
    panel.rect = new QCPAxisRect(plot, true);
    panel.rect->setMinimumSize(smallestPanel, smallestPanel);
    panel.rect->setSizeConstraintRect(QCPLayoutElement::scrInnerRect);
    styleAxes(*panel.rect, style);
    if (!panel.data->field) {
        const int sides = qCeil(0.5 * QFontMetricsF(style.smallFont).horizontalAdvance(QStringLiteral("00")));
        panel.rect->setMinimumMargins({0, above, sides, 0});
        grid.addElement(panel.row, panel.column, panel.rect);
        return;
    }
    panel.rect->setMinimumMargins({0, above, 0, 0});
    auto* pair = new QCPLayoutGrid;
    pair->setMargins({});
    pair->setColumnSpacing(barGap);
    panel.bar = new QCPAxisRect(plot, true);
    panel.bar->setMinimumSize(barWidth, smallestPanel);
    panel.bar->setMaximumSize(barWidth, QWIDGETSIZE_MAX);
    panel.bar->setSizeConstraintRect(QCPLayoutElement::scrInnerRect);
    panel.bar->setMinimumMargins({});
    pair->addElement(0, 0, panel.rect);
    pair->addElement(0, 1, panel.bar);
    grid.addElement(panel.row, panel.column, pair);
}

int headingRoom(const FigureStyle& style) { return qCeil(1.25 * QFontMetricsF(style.letterFont).height()); }

void fillPanel(FigurePanel& panel, const FigureStyle& style, const QString& letter, const ScenePainter& scenes)
{
    const PanelData& data = *panel.data;
    const engine::Json& options = panel.spec->options;
    const auto label = [&](const char* key, const std::string& own) {
        const std::string given = options.at(key).get<std::string>();
        return QString::fromStdString(given.empty() ? own : given);
    };
    panel.x().setLabel(label("x_label", data.xLabel));
    panel.y().setLabel(label("y_label", data.yLabel));
    if (data.field)
        fillField(panel, style, scenes);
    else
        fillSeries(panel, style);
    if (const auto range = axisRange(options.at("x_range").get<std::string>()))
        panel.x().setRange(range->first, range->second);
    if (const auto range = axisRange(options.at("y_range").get<std::string>()))
        panel.y().setRange(range->first, range->second);
    setTicks(panel.x(), data.wholeX ? Ticks::Whole : Ticks::Numbers, panel.logarithmic("x"));
    setTicks(panel.y(), data.cells ? Ticks::Whole : Ticks::Numbers, panel.logarithmic("y"));
    const QString title = QString::fromStdString(options.at("title").get<std::string>());
    if (!letter.isEmpty() || !title.isEmpty())
        new Heading(*panel.rect, style, letter, title);
}

double heightFor(const FigurePanel& panel)
{
    const double width = panel.rect->width();
    if (!panel.data->field)
        return goldenRatio * width;
    if (panel.data->cells)
        return width;
    if (panel.data->surface)
        return surfaceRatio * width;
    return width * qBound(0.4, panel.y().range().size() / panel.x().range().size(), 1.4);  // distances true to scale
}

}  // namespace isthmus::widgets
