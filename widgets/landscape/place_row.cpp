#include "widgets/landscape/place_row.h"

#include "widgets/forms/toned_label.h"
#include "widgets/theme/number_format.h"

#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QWheelEvent>

namespace isthmus::widgets {

namespace {

constexpr int placeDecimals = 3;
constexpr double farthest = 1e6;  ///< a chart goes on beyond its grid

/// Only a place that is typed to its end is a place; the wheel goes to what the row stands in unless the box has the focus.
class CoordinateBox final : public QDoubleSpinBox {
public:
    explicit CoordinateBox(QWidget* parent) : QDoubleSpinBox(parent)
    {
        setLocale(QLocale::c());
        setDecimals(placeDecimals);
        setRange(-farthest, farthest);
        setKeyboardTracking(false);
        setFocusPolicy(Qt::StrongFocus);
        setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("-88.888")) + 36);
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    }

protected:
    void wheelEvent(QWheelEvent* event) override
    {
        if (hasFocus())
            QDoubleSpinBox::wheelEvent(event);
        else
            event->ignore();
    }
};

}  // namespace

QString placeText(const std::array<double, 3>& place, std::size_t dimensions)
{
    QStringList parts;
    for (std::size_t axis = 0; axis < dimensions; ++axis)
        parts += QString::number(place[axis], 'f', 2).replace(u'-', QChar(0x2212));
    return u'(' + parts.join(QStringLiteral(", ")) + u')';
}

PlaceRow::PlaceRow(QWidget* parent) : QWidget(parent)
{
    auto* pairs = new QGridLayout(this);  // in a narrow panel there is room for two
    pairs->setContentsMargins(0, 0, 0, 0);
    pairs->setSpacing(8);
    for (const int box : {1, 3})
        pairs->setColumnStretch(box, 1);
    for (const char* name : {"x", "y", "z"}) {
        coordinates_.push_back(addBox(QLatin1String(name)));
        const std::size_t axis = coordinates_.size() - 1;
        connect(coordinates_[axis].box, &QDoubleSpinBox::valueChanged, this, [this, axis](double value) {
            place_[axis] = value;
            Q_EMIT placeEdited(place_[0], place_[1], place_[2]);
        });
    }
    draw_ = addBox(QStringLiteral("draw"));
    draw_.label->setText(tr("draw"));
    draw_.box->setDecimals(0);
    draw_.box->setAccessibleName(tr("Draw"));
    draw_.box->setToolTip(tr("Which draw of the random directions the network is of; the map shows the mean over all"));
    connect(draw_.box, &QDoubleSpinBox::valueChanged, this, [this] { Q_EMIT drawChosen(draw()); });
}

PlaceRow::Coordinate PlaceRow::addBox(const QString& name)
{
    auto* label = new TonedLabel(Role::Muted, this);
    label->setText(name);
    auto* box = new CoordinateBox(this);
    box->setObjectName(name);
    label->setBuddy(box);
    auto* pairs = static_cast<QGridLayout*>(layout());
    const int before = pairs->count() / 2;
    pairs->addWidget(label, before / 2, 2 * (before % 2));
    pairs->addWidget(box, before / 2, 2 * (before % 2) + 1);
    return {label, box};
}

void PlaceRow::setGrid(const engine::LandscapeGrid& grid)
{
    for (std::size_t axis = 0; axis < coordinates_.size(); ++axis) {
        const auto& [label, box] = coordinates_[axis];
        const std::vector<double>& points = grid.axes[axis].points;
        const QString what = QString::fromStdString(grid.axes[axis].label);
        const bool there = axis < grid.dimensions();
        label->setVisible(there);
        box->setVisible(there);
        box->setToolTip(what);
        box->setAccessibleName(tr("%1: %2").arg(label->text(), what));
        if (points.size() > 1)
            box->setSingleStep((points.back() - points.front()) / static_cast<double>(points.size() - 1));
    }
    const QSignalBlocker quiet(draw_.box);
    draw_.box->setRange(1, grid.draws);
    draw_.label->setVisible(grid.draws > 1);
    draw_.box->setVisible(grid.draws > 1);
}

void PlaceRow::setDraw(int draw)
{
    const QSignalBlocker quiet(draw_.box);
    draw_.box->setValue(draw + 1);
}

int PlaceRow::draw() const { return static_cast<int>(draw_.box->value()) - 1; }

void PlaceRow::setPlace(const std::array<double, 3>& place)
{
    place_ = place;
    for (std::size_t axis = 0; axis < coordinates_.size(); ++axis) {
        const QSignalBlocker quiet(coordinates_[axis].box);
        coordinates_[axis].box->setValue(place[axis]);
    }
}

}  // namespace isthmus::widgets
