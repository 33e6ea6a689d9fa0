#include "widgets/run/state_chip.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <array>

namespace isthmus::widgets {

namespace {

using engine::RunState;

struct Look {
    const char* word;
    const char* icon;
    Role role;
};

// In the order of engine::RunState.
constexpr std::array looks{
    Look{QT_TRANSLATE_NOOP("RunState", "idle"), "idle", Role::Muted},
    Look{QT_TRANSLATE_NOOP("RunState", "preparing"), "preparing", Role::Accent},
    Look{QT_TRANSLATE_NOOP("RunState", "running"), "running", Role::Accent},
    Look{QT_TRANSLATE_NOOP("RunState", "paused"), "paused", Role::Warning},
    Look{QT_TRANSLATE_NOOP("RunState", "stopping"), "stopping", Role::Warning},
    Look{QT_TRANSLATE_NOOP("RunState", "stopped"), "stopped", Role::Muted},
    Look{QT_TRANSLATE_NOOP("RunState", "done"), "done", Role::Good},
    Look{QT_TRANSLATE_NOOP("RunState", "diverged"), "diverged", Role::Bad},
    Look{QT_TRANSLATE_NOOP("RunState", "failed"), "error", Role::Bad},
    Look{QT_TRANSLATE_NOOP("RunState", "lost"), "lost", Role::Warning},
};

const Look& lookOf(RunState state) { return looks[static_cast<std::size_t>(state)]; }

constexpr int iconSide = 16;
constexpr int padding = 8;
constexpr int gap = 6;

}  // namespace

QString stateWord(RunState state) { return QCoreApplication::translate("RunState", lookOf(state).word); }

QString stateIcon(RunState state) { return QString::fromLatin1(lookOf(state).icon); }

QColor stateColour(RunState state) { return color(lookOf(state).role); }

StateChip::StateChip(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setState(RunState::Idle);
}

void StateChip::setState(RunState state)
{
    state_ = state;
    setAccessibleName(tr("State: %1").arg(stateWord(state)));
    update();
}

QSize StateChip::sizeHint() const
{
    int widest = 0;
    for (std::size_t i = 0; i < looks.size(); ++i)
        widest = qMax(widest, fontMetrics().horizontalAdvance(stateWord(static_cast<RunState>(i))));
    return {padding + iconSide + gap + widest + padding, qMax(iconSide, fontMetrics().height()) + padding};
}

void StateChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ink = stateColour(state_);
    QColor ground = ink;
    ground.setAlphaF(0.12F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawRoundedRect(rect(), 4, 4);
    icon(stateIcon(state_), ink).paint(&painter, padding, (height() - iconSide) / 2, iconSide, iconSide);
    painter.setPen(ink);
    painter.drawText(rect().adjusted(padding + iconSide + gap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, stateWord(state_));
}

}  // namespace isthmus::widgets
