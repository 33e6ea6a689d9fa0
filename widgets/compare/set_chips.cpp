#include "widgets/compare/set_chips.h"

#include "widgets/compare/tab_place.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/set_style.h"
#include "widgets/theme/theme.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace isthmus::widgets {

namespace {

constexpr int gap = 6;
constexpr int sample = 30;  ///< width of the line before a name
constexpr int widest = 320;

/// The line, mark and name of a set; a switch that selects it.
class SetSwitch final : public QAbstractButton {
public:
    SetSwitch(int set, const QString& name, QWidget* parent) : QAbstractButton(parent), set_(set)
    {
        setText(name);
        setToolTip(name);
        setCheckable(true);
        setFocusPolicy(Qt::TabFocus);
    }

    QSize sizeHint() const override
    {
        QFont bold = font();
        bold.setBold(true);  // so that it keeps its width when it is selected
        const int name = QFontMetrics(bold).horizontalAdvance(text());
        return {std::min(widest, sample + 12 + name + 4), fontMetrics().height() + 8};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const double middle = height() / 2.0;
        QPen pen(setColor(set_), 1.8);
        if (!setDashes(set_).isEmpty())
            pen.setDashPattern(setDashes(set_));
        painter.setPen(pen);
        painter.drawLine(QPointF(4, middle), QPointF(4 + sample, middle));
        drawSetMark(painter, setMark(set_), {4 + sample / 2.0, middle}, 4.0, setColor(set_));
        QFont bold = font();
        bold.setBold(isChecked());
        painter.setFont(bold);
        painter.setPen(color(Role::Text));
        const QRect room = rect().adjusted(sample + 10, 0, -2, 0);
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetrics(bold).elidedText(text(), Qt::ElideRight, room.width()));
        if (hasFocus()) {
            painter.setPen(QPen(color(Role::Accent), 1));
            painter.drawRect(rect().adjusted(0, 0, -1, -1));
        }
    }

private:
    int set_;
};

/// A rounded frame around a switch and its button.
class Chip final : public QWidget {
public:
    explicit Chip(QWidget* parent) : QWidget(parent) {}

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(color(Role::Line), 1));
        painter.setBrush(color(Role::Panel));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
};

}  // namespace

SetChips::SetChips(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Sets of runs that are compared"));
}

void SetChips::setSets(const engine::RunSetsPtr& sets)
{
    for (QWidget* chip : chips_) {
        chip->hide();
        chip->deleteLater();  // its button may be what brought us here
    }
    chips_.clear();
    selected_ = -1;
    QList<QWidget*> controls;
    const int count = sets ? static_cast<int>(sets->size()) : 0;
    for (int set = 0; set < count; ++set) {
        const engine::RunSet& shown = (*sets)[static_cast<std::size_t>(set)];
        auto* chip = new Chip(this);
        const QString name = QString::fromStdString(shown.label);
        auto* select = new SetSwitch(set, tr("%1, n = %2").arg(name).arg(shown.runs.size()), chip);
        connect(select, &QAbstractButton::clicked, this, [this, set] {
            setSelectedSet(set == selected_ ? -1 : set);
            Q_EMIT picked(selected_);
        });
        auto* remove = new QToolButton(chip);
        remove->setAutoRaise(true);
        remove->setIcon(icon(QStringLiteral("close")));
        remove->setIconSize({12, 12});
        remove->setToolTip(tr("Take “%1” out of the comparison").arg(name));
        remove->setAccessibleName(remove->toolTip());
        connect(remove, &QToolButton::clicked, this, [this, set] { Q_EMIT removed(set); });
        auto* row = new QHBoxLayout(chip);
        row->setContentsMargins(2, 1, 2, 1);
        row->setSpacing(0);
        row->addWidget(select);
        row->addWidget(remove);
        chip->show();
        chips_ << chip;
        controls << select << remove;
    }
    giveTabPlace(*this, controls);
    flow();
}

void SetChips::setSelectedSet(int set)
{
    selected_ = set;
    for (qsizetype i = 0; i < chips_.size(); ++i)
        chips_[i]->findChild<QAbstractButton*>()->setChecked(i == set);
}

void SetChips::flow()
{
    int x = 0, y = 0, line = 0;
    for (QWidget* chip : chips_) {
        const QSize size = chip->sizeHint();
        if (x > 0 && x + size.width() > width()) {
            x = 0;
            y += line + gap;
            line = 0;
        }
        chip->setGeometry(QRect(QPoint(x, y), size));
        x += size.width() + gap;
        line = std::max(line, size.height());
    }
    setFixedHeight(y + line);
}

void SetChips::resizeEvent(QResizeEvent*) { flow(); }

}  // namespace isthmus::widgets
