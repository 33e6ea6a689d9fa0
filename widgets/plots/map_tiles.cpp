#include "widgets/plots/map_tiles.h"

#include "widgets/plots/landscape_map.h"
#include "widgets/plots/plot_canvas.h"
#include "widgets/plots/plot_style.h"
#include "widgets/plots/tile_flow.h"
#include "widgets/theme/theme.h"

#include <QMouseEvent>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr int gap = 8;
constexpr int toBar = 12;
constexpr int frame = 2;

QFont captionFont(bool bold)
{
    QFont font = plotFont();
    font.setWeight(bold ? QFont::DemiBold : QFont::Normal);
    return font;
}

int captionHeight() { return QFontMetrics(plotFont()).height() + 4; }

/// Ticks of up to six characters, and the label along the bar.
int barRoom()
{
    const QFontMetrics metrics(plotFont());
    return 28 + metrics.horizontalAdvance(QStringLiteral("0.0000")) + metrics.height();
}

}  // namespace

MapTiles::MapTiles(QWidget* parent) : QWidget(parent), barPlot_(new PlotCanvas(this)), bar_(std::make_unique<MapBar>(*barPlot_))
{
    barPlot_->plotLayout()->clear();
    barPlot_->plotLayout()->setMargins(QMargins());
    barPlot_->plotLayout()->addElement(0, 0, bar_->element());
    barPlot_->setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(barPlot_, &QCustomPlot::beforeReplot, this, &MapTiles::fitBar);
}

MapTiles::~MapTiles() = default;

void MapTiles::setTasks(const QVector<int>& tasks, double aspect)
{
    if (tasks == tasks_ && aspect == aspect_)
        return;
    while (maps_.size() > tasks.size())
        delete maps_.takeLast();
    for (qsizetype k = 0; k < tasks.size(); ++k)
        if (k < maps_.size() && tasks[k] != tasks_[k])
            delete std::exchange(maps_[k], makeMap(tasks[k]));
        else if (k == maps_.size())
            maps_ << makeMap(tasks[k]);
    tasks_ = tasks;
    aspect_ = aspect;
    layOut();
}

LandscapeMap* MapTiles::makeMap(int task)
{
    auto* map = new LandscapeMap(this);
    map->setCompact(true);
    map->setSelectedTask(task);
    map->canvas()->setAccessibleName(tr("Task %1").arg(task));
    connect(map, &LandscapeMap::activated, this, [this, task] { Q_EMIT activated(task); });
    connect(map, &LandscapeMap::hovered, this, [this, task](std::optional<QPointF> place) { Q_EMIT hovered(task, place); });
    map->show();
    return map;
}

LandscapeMap* MapTiles::map(int task) const
{
    const qsizetype at = tasks_.indexOf(task);
    return at < 0 ? nullptr : maps_[at];
}

void MapTiles::setColours(const MapColours& colours, const QString& label)
{
    bar_->setColours(colours);
    barLabel_ = label;
    barPlot_->redraw();
}

void MapTiles::setSelectedTask(int task)
{
    selected_ = task;
    update();
}

void MapTiles::layOut()
{
    const int room = barRoom();
    const QSize area(width() - room - toBar - 2 * frame, height() - 2 * frame);
    const TileFlow flow = tileFlow(area, static_cast<int>(maps_.size()), aspect_, captionHeight(), gap);
    captions_.clear();
    for (qsizetype k = 0; k < maps_.size(); ++k) {
        maps_[k]->setGeometry(flow.pictures[k].translated(frame, frame));
        captions_ << flow.captions[k].translated(frame, frame);
    }
    const int top = frame + captionHeight();
    barPlot_->setGeometry(frame + flow.bounds.width() + toBar, top, room, std::max(1, flow.bounds.bottom() + 1 + frame - top));
    update();
}

void MapTiles::fitBar()
{
    for (const auto phase : {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
        barPlot_->plotLayout()->update(phase);
    fitAxis(bar_->axis(), barLabel_);
}

void MapTiles::drawCaptions(QPainter& painter) const
{
    for (qsizetype k = 0; k < tasks_.size(); ++k) {
        const bool selected = tasks_[k] == selected_;
        painter.setFont(captionFont(selected));
        painter.setPen(color(selected ? Role::Text : Role::Muted));
        painter.drawText(captions_[k], Qt::AlignLeft | Qt::AlignVCenter, tr("Task %1").arg(tasks_[k]));
        if (!selected)
            continue;
        painter.setPen(QPen(color(Role::Accent), frame, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.setBrush(Qt::NoBrush);
        const QRectF picture = maps_[k]->geometry();
        painter.drawRect(picture.adjusted(-frame / 2.0, -frame / 2.0, frame / 2.0, frame / 2.0));
    }
}

void MapTiles::drawInto(QCPPainter& painter)
{
    painter.fillRect(rect(), color(Role::Panel));
    const auto drawAt = [&](const QPoint& corner, const auto& draw) {
        painter.save();
        painter.translate(corner);
        draw();
        painter.restore();
    };
    for (LandscapeMap* map : maps_)
        drawAt(map->pos() + map->canvas()->pos(), [&] { map->drawInto(painter); });
    drawAt(barPlot_->pos(), [&] { barPlot_->drawInto(painter); });
    drawCaptions(painter);
}

void MapTiles::restyle()
{
    barPlot_->setBackground(QBrush(color(Role::Panel)));
    bar_->restyle();
    barPlot_->redraw();
    layOut();
}

void MapTiles::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Panel));
    drawCaptions(painter);
}

void MapTiles::resizeEvent(QResizeEvent*) { layOut(); }

void MapTiles::mousePressEvent(QMouseEvent* event)
{
    for (qsizetype k = 0; k < tasks_.size(); ++k)
        if (event->button() == Qt::LeftButton && captions_[k].contains(event->position().toPoint()))
            Q_EMIT activated(tasks_[k]);
}

}  // namespace isthmus::widgets
