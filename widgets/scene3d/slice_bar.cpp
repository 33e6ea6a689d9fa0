#include "widgets/scene3d/slice_bar.h"

#include "widgets/landscape/grid_places.h"
#include "widgets/landscape/grid_text.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QToolButton>

namespace isthmus::widgets {

SliceBar::SliceBar(QWidget* parent) : QWidget(parent), slider_(new QSlider(Qt::Horizontal)), text_(new QLabel)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    points_ = addButton(tr("Points"), tr("Every point of the tetrahedron"), "points");
    slices_ = addButton(tr("Slices"), tr("The points on one layer as an area"), "slices");
    points_->setChecked(true);
    auto* choice = new QButtonGroup(this);
    choice->addButton(points_);
    choice->addButton(slices_);
    slider_->setObjectName(QStringLiteral("layer"));
    slider_->setPageStep(1);
    slider_->setAccessibleName(tr("Slice along the third axis"));
    slider_->setFocusPolicy(Qt::StrongFocus);
    row->addWidget(slider_, 1);
    // Wide enough for every layer, so that the slider keeps its length.
    text_->setMinimumWidth(text_->fontMetrics().horizontalAdvance(QStringLiteral("z 0.000")));
    row->addWidget(text_);
    connect(slices_, &QToolButton::toggled, this, &SliceBar::changed);
    connect(slider_, &QSlider::valueChanged, this, [this] {
        showLayer();
        Q_EMIT changed();
    });
}

QToolButton* SliceBar::addButton(const QString& text, const QString& tip, const char* name)
{
    auto* button = new QToolButton;
    button->setObjectName(QLatin1String(name));
    button->setText(text);
    button->setToolTip(tip);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::StrongFocus);
    layout()->addWidget(button);
    return button;
}

void SliceBar::setAxis(const engine::GridAxis& axis)
{
    const bool otherPoints = axis.points.size() != axis_.points.size();
    axis_ = axis;
    const QSignalBlocker quiet(slider_);
    slider_->setRange(0, static_cast<int>(axis.points.size()) - 1);
    if (otherPoints)
        slider_->setValue(0);
    slider_->setToolTip(tr("The slice that the map shows, along the %1").arg(QString::fromStdString(axis.label)));
    showLayer();
}

void SliceBar::showLayer()
{
    text_->setText(layer() < axis_.points.size() ? QStringLiteral("z %1").arg(placeText(axis_.points[layer()])) : QString());
    text_->setToolTip(axisTitle(axis_));
}

void SliceBar::setLayer(std::size_t layer) { slider_->setValue(static_cast<int>(layer)); }

bool SliceBar::slices() const { return slices_->isChecked(); }

std::size_t SliceBar::layer() const { return static_cast<std::size_t>(slider_->value()); }

}  // namespace isthmus::widgets
