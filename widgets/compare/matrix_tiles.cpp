#include "widgets/compare/matrix_tiles.h"

#include "widgets/compare/tab_place.h"
#include "widgets/plots/plot_style.h"
#include "widgets/plots/tile_flow.h"
#include "widgets/theme/set_style.h"
#include "widgets/theme/theme.h"

#include <QPainter>

namespace isthmus::widgets {

namespace {

constexpr double aspect = 1.0;  ///< width over height of a matrix with its labels: its cells are about as wide as high
constexpr int gap = 12;
constexpr int markRoom = 16;

}  // namespace

MatrixTiles::MatrixTiles(QWidget* parent) : QWidget(parent) {}

void MatrixTiles::setTiles(std::vector<Tile> tiles)
{
    tiles_ = std::move(tiles);
    while (matrices_.size() > tiles_.size()) {
        delete matrices_.back();
        matrices_.pop_back();
    }
    while (matrices_.size() < tiles_.size()) {
        auto* matrix = new MatrixCanvas(this);
        const int place = static_cast<int>(matrices_.size());
        matrix->setFocusPolicy(Qt::StrongFocus);
        matrix->setFocusFramed(true);
        matrix->setScaleShown(false);  // the room is for the numbers
        connect(matrix, &MatrixCanvas::currentChanged, this, &MatrixTiles::currentChanged);
        connect(matrix, &MatrixCanvas::picked, this, [this, place] { Q_EMIT picked(place); });
        matrix->show();
        matrices_.push_back(matrix);
    }
    for (std::size_t i = 0; i < tiles_.size(); ++i) {
        matrices_[i]->setMatrix(tiles_[i].matrix, tiles_[i].values);
        matrices_[i]->setAccessibleName(tiles_[i].name);
    }
    giveTabPlace(*this, QList<QWidget*>(matrices_.begin(), matrices_.end()));
    place();
    update();
}

void MatrixTiles::setSelectedTile(int tile)
{
    selected_ = tile;
    update();
}

void MatrixTiles::place()
{
    const TileFlow flow = tileFlow(size(), static_cast<int>(matrices_.size()), aspect, cellMetrics().height() + 4, gap);
    captions_ = flow.captions;
    for (qsizetype i = 0; i < flow.pictures.size(); ++i)
        matrices_[static_cast<std::size_t>(i)]->setGeometry(flow.pictures[i]);
}

void MatrixTiles::drawNames(QPainter& painter) const
{
    for (qsizetype i = 0; i < captions_.size(); ++i) {
        const Tile& tile = tiles_[static_cast<std::size_t>(i)];
        QFont font = plotFont();
        font.setBold(i == selected_);
        painter.setFont(font);
        QRect room = captions_[i];
        if (tile.set >= 0) {
            drawSetMark(painter, setMark(tile.set), QPointF(room.left() + 6, room.center().y()), 4.0, setColor(tile.set));
            room.setLeft(room.left() + markRoom);
        }
        painter.setPen(color(Role::Text));
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(tile.name, Qt::ElideRight, room.width()));
    }
}

void MatrixTiles::draw(QPainter& painter) const
{
    painter.fillRect(rect(), color(Role::Panel));
    drawNames(painter);
    for (const MatrixCanvas* matrix : matrices_) {
        painter.save();
        painter.translate(matrix->pos());
        matrix->draw(painter);
        painter.restore();
    }
}

void MatrixTiles::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), color(Role::Panel));
    drawNames(painter);
}

void MatrixTiles::resizeEvent(QResizeEvent*) { place(); }

}  // namespace isthmus::widgets
