#include "widgets/landscape/place_row.h"

#include "widgets/forms/toned_label.h"
#include "widgets/theme/number_format.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
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
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (const char* name : {"x", "y", "z"}) {
        auto* label = new TonedLabel(Role::Muted, this);
        label->setText(QLatin1String(name));
        auto* box = new CoordinateBox(this);
        box->setObjectName(QLatin1String(name));
        label->setBuddy(box);
        row->addWidget(label);
        row->addWidget(box, 1);
        coordinates_.push_back({label, box});
        const std::size_t axis = coordinates_.size() - 1;
        connect(box, &QDoubleSpinBox::valueChanged, this, [this, axis](double value) {
            place_[axis] = value;
            Q_EMIT placeEdited(place_[0], place_[1], place_[2]);
        });
    }
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
}

void PlaceRow::setPlace(const std::array<double, 3>& place)
{
    place_ = place;
    for (std::size_t axis = 0; axis < coordinates_.size(); ++axis) {
        const QSignalBlocker quiet(coordinates_[axis].box);
        coordinates_[axis].box->setValue(place[axis]);
    }
}

}  // namespace isthmus::widgets
