#include "widgets/figures/figure_drawing.h"

#include "engine/error.h"
#include "widgets/figures/drawing/figure_axes.h"
#include "widgets/figures/drawing/figure_panels.h"
#include "widgets/figures/drawing/series_drawing.h"

namespace isthmus::widgets {

namespace {

constexpr int edge = static_cast<int>(unitsPerPoint);  // around the whole figure
constexpr int betweenPanels = static_cast<int>(7 * unitsPerPoint);

class Plot final : public QCustomPlot {
public:
    /// It is never on a screen: what it would draw there unasked, a moment after it was made, costs as much as the figure itself.
    Plot() { mReplotting = true; }

    void layOut(QSize size)
    {
        setViewport(QRect(QPoint(), size));
        updateLayout();
    }
};

QRectF inPoints(const QRectF& units) { return {units.topLeft() / unitsPerPoint, units.size() / unitsPerPoint}; }

AxisPlace placeOf(const QCPAxis& axis)
{
    return {axis.range().lower, axis.range().upper, axis.tickVector(), axis.tickLabels(), axis.label()};
}

}  // namespace

class FigureDrawing::Inside {
public:
    Inside(const FigureSpec& figure, const std::vector<PanelData>& data)
        : figure_(figure), data_(data), page_(figure_.page), style_(page_)
    {
        plot_.setNoAntialiasingOnDrag(false);
        plot_.plotLayout()->clear();
        plot_.setBackground(QBrush(Qt::NoBrush));
        takePanels();
        arrange();
        for (FigurePanel& panel : panels_)
            fillPanel(panel, style_, all_.letter(panel, page_), scenes_);
        share();
        size();
    }

    QSize units() const { return size_; }
    const QList<FigurePanel>& panels() const { return panels_; }
    double points() const { return figureWidth(page_); }
    const FigureLegend* legend() const { return legend_; }
    QString letter(const FigurePanel& panel) const { return all_.letter(panel, page_); }

    void paint(QPaintDevice& device, const QTransform& fromPoints, const ScenePainter& scenes)
    {
        scenes_ = scenes;
        QCPPainter painter;
        painter.begin(&device);
        painter.setMode(QCPPainter::pmVectorized);
        painter.setMode(QCPPainter::pmNoCaching);
        painter.setMode(QCPPainter::pmNonCosmetic);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setRenderHint(QPainter::TextAntialiasing);
        painter.setRenderHint(QPainter::LosslessImageRendering);  // a PDF would else have colours as JPEG
        painter.setTransform(QTransform::fromScale(1.0 / unitsPerPoint, 1.0 / unitsPerPoint) * fromPoints, true);
        plot_.toPainter(&painter, size_.width(), size_.height());
        painter.end();
    }

private:
    void takePanels()
    {
        all_ = figurePanels(figure_, data_, style_, [](const PanelData& data) { return !data.table; });
        if (panels_.isEmpty())
            throw engine::badInput("the figure has nothing but tables, which have no picture; write it as .tex");
        const auto isSurface = [](const FigurePanel& panel) { return panel.data->surface; };
        if (std::any_of(panels_.begin(), panels_.end(), isSurface) && !scenePictureProblem().isEmpty())
            throw engine::Error(engine::Error::Kind::Failed, scenePictureProblem().toStdString());
    }

    void arrange()
    {
        QCPLayoutGrid* page = plot_.plotLayout();
        page->setMargins({edge, edge, edge, edge});
        page->setAutoMargins(QCP::msNone);
        page->setRowSpacing(static_cast<int>(3 * unitsPerPoint));
        page->setColumnSpacing(betweenPanels);
        auto* grid = new QCPLayoutGrid;
        grid->setRowSpacing(betweenPanels);
        grid->setColumnSpacing(betweenPanels);
        grid->setMargins({});
        const std::string place = page_.at("legend").get<std::string>();
        const bool wanted = all_.entries.size() > 1 && place != "none";
        const double width = figureWidth(page_) * unitsPerPoint - 2 * edge;
        if (wanted && place != "inside") {
            legend_ = new FigureLegend(plot_, style_, all_.entries, place == "right" ? 0.0 : width);
        }
        page->addElement(legend_ && place == "top" ? 1 : 0, 0, grid);
        if (legend_ && place == "top")
            page->addElement(0, 0, legend_);
        else if (legend_ && place == "bottom")
            page->addElement(1, 0, legend_);
        else if (legend_)
            page->addElement(0, 1, legend_);
        inside_ = wanted && place == "inside";
        for (FigurePanel& panel : panels_)
            addRects(panel, *grid, style_, heading(panel));
        groupMargins();
    }

    /// Room above a panel: for its letter and title, else for the half of a tick label that stands above the axes.
    int heading(const FigurePanel& panel) const
    {
        const bool named = !all_.letter(panel, page_).isEmpty() || !panel.spec->options.at("title").get<std::string>().empty();
        return named ? headingRoom(style_) : qCeil(0.5 * QFontMetricsF(style_.smallFont).height());
    }

    void groupMargins()
    {
        QHash<int, QCPMarginGroup*> across, down;
        const auto group = [this](QHash<int, QCPMarginGroup*>& groups, int key) {
            if (!groups.contains(key))
                groups.insert(key, new QCPMarginGroup(&plot_));
            return groups[key];
        };
        for (const FigurePanel& panel : panels_) {
            panel.rect->setMarginGroup(QCP::msTop | QCP::msBottom, group(down, panel.row));
            if (panel.bar)
                panel.bar->setMarginGroup(QCP::msTop | QCP::msBottom, group(down, panel.row));
            if (!panel.data->surface)  // whose words are inside
                panel.rect->setMarginGroup(QCP::msLeft, group(across, panel.column));
        }
    }

    /// Shared axes have one range, and are labelled once: beside the first panel of a row, beneath the last of a column.
    void share()
    {
        const bool x = page_.at("share_x").get<bool>(), y = page_.at("share_y").get<bool>();
        for (FigurePanel& panel : panels_) {
            for (FigurePanel& other : panels_) {
                if (other.data->field || panel.data->field)
                    continue;
                if (x && other.column == panel.column) {
                    panel.x().setRange(panel.x().range().expanded(other.x().range()));
                    if (other.row > panel.row)
                        silence(panel.x());
                }
                if (y && other.row == panel.row) {
                    panel.y().setRange(panel.y().range().expanded(other.y().range()));
                    if (other.column < panel.column)
                        silence(panel.y());
                }
            }
        }
    }

    static void silence(QCPAxis& axis)
    {
        axis.setTickLabels(false);
        axis.setLabel(QString());
    }

    void size()
    {
        const int width = qRound(figureWidth(page_) * unitsPerPoint);
        const double asked = page_.at("height").get<double>();
        int height = asked > 0.0 ? qRound(asked * 72.0 * unitsPerPoint) : all_.rows * width / all_.columns;
        // Twice: how many ticks there are depends on the size of the axes, and that on the labels of the ticks.
        for (int pass = 0; pass < 2; ++pass) {
            plot_.layOut({width, height});
            for (const FigurePanel& panel : panels_)
                fit(panel);
            plot_.layOut({width, height});
            if (asked <= 0.0)
                height = wantedHeight(height);
        }
        plot_.layOut({width, height});
        size_ = {width, height};
        for (const FigurePanel& panel : panels_)
            if (panel.rect->width() <= smallestPanel || panel.rect->height() <= smallestPanel
                || panel.rect->outerRect().right() > width || panel.rect->outerRect().bottom() > height)
                throw engine::badInput("there is no room for " + std::to_string(panels_.size())
                                       + " panels in this size; put fewer into a row, or choose a wider or higher page");
        if (inside_)
            placeInside();
    }

    void fit(const FigurePanel& panel) const
    {
        fitToLength(panel.x(), style_);
        fitToLength(panel.y(), style_);
        if (!panel.bar) {  // the last label reaches beyond the axis
            const QStringList labels = panel.x().tickVectorLabels();
            const double last = labels.isEmpty() ? 0.0 : QFontMetricsF(style_.smallFont).horizontalAdvance(labels.last());
            QMargins margins = panel.rect->minimumMargins();
            margins.setRight(qMax(margins.right(), qCeil(0.55 * last) - edge));
            panel.rect->setMinimumMargins(margins);
        }
        if (panel.bar)
            fitToLength(*panel.bar->axis(QCPAxis::atRight), style_);
    }

    int wantedHeight(int present)
    {
        double more = 0.0;
        for (int row = 0; row < all_.rows; ++row) {
            double wanted = 0.0, is = 0.0;
            for (const FigurePanel& panel : panels_) {
                if (panel.row != row)
                    continue;
                wanted = std::max(wanted, heightFor(panel));
                is = panel.rect->height();
            }
            for (const FigurePanel& panel : panels_) {
                if (panel.row != row)
                    continue;
                for (QCPAxisRect* rect : {panel.rect, panel.bar}) {
                    if (rect == nullptr)
                        continue;
                    rect->setMinimumSize(rect->minimumSize().width(), qRound(wanted));
                    rect->setMaximumSize(rect->maximumSize().width(), qRound(wanted));
                }
            }
            more += wanted - is;
        }
        return std::max(present + qRound(more), 2 * smallestPanel);
    }

    void placeInside()
    {
        const auto place =
            std::find_if(panels_.begin(), panels_.end(), [](const FigurePanel& panel) { return !panel.data->field; });
        if (place == panels_.end())
            return;
        auto* legend = new FigureLegend(plot_, style_, all_.entries, 0.0);
        legend->setBackdrop(true);
        legend_ = legend;
        const int gap = static_cast<int>(2 * unitsPerPoint);  // off the axes
        place->rect->insetLayout()->setAutoMargins(QCP::msNone);
        place->rect->insetLayout()->setMargins({gap, gap, gap, gap});
        const QSize needed = legend->minimumOuterSizeHint();
        const QSizeF share(double(needed.width()) / place->rect->width(), double(needed.height()) / place->rect->height());
        const std::array<int, 4> taken = pointsInCorners(*place->rect, *place->data, share);
        const auto corner = std::min_element(taken.begin(), taken.end()) - taken.begin();
        place->rect->insetLayout()->addElement(legend, (corner % 2 == 0 ? Qt::AlignLeft : Qt::AlignRight)
                                                           | (corner < 2 ? Qt::AlignTop : Qt::AlignBottom));
        plot_.layOut(size_);
    }

    FigureSpec figure_;
    std::vector<PanelData> data_;
    const engine::Json& page_;
    FigureStyle style_;
    ScenePainter scenes_;  ///< of the device that is painted on
    Plot plot_;
    FigurePanels all_;
    QList<FigurePanel>& panels_ = all_.panels;
    FigureLegend* legend_ = nullptr;
    bool inside_ = false;
    QSize size_;
};

FigureDrawing::FigureDrawing(const FigureSpec& figure, const std::vector<PanelData>& panels)
    : inside_(std::make_unique<Inside>(figure, panels))
{
}

FigureDrawing::~FigureDrawing() = default;

QSizeF FigureDrawing::size() const { return {inside_->points(), inside_->units().height() / unitsPerPoint}; }

void FigureDrawing::paint(QPaintDevice& device, const QTransform& fromPoints, const ScenePainter& scenes) const
{
    inside_->paint(device, fromPoints, scenes);
}

std::vector<QRectF> FigureDrawing::panelPlaces() const
{
    std::vector<QRectF> places;
    for (const PanelPlace& place : layout())
        places.push_back(place.whole);
    return places;
}

std::vector<PanelPlace> FigureDrawing::layout() const
{
    std::vector<PanelPlace> places;
    for (const FigurePanel& panel : inside_->panels()) {
        const QRect outer = panel.bar ? panel.rect->outerRect().united(panel.bar->outerRect()) : panel.rect->outerRect();
        places.push_back({.axes = inPoints(panel.rect->rect()),
                          .whole = inPoints(outer),
                          .letter = inside_->letter(panel),
                          .x = placeOf(panel.x()),
                          .y = placeOf(panel.y())});
    }
    return places;
}

std::optional<LegendPlace> FigureDrawing::legend() const
{
    const FigureLegend* legend = inside_->legend();
    return legend ? std::optional(LegendPlace{inPoints(legend->place()), legend->columns()}) : std::nullopt;
}

}  // namespace isthmus::widgets
