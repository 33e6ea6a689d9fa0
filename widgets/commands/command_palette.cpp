#include "widgets/commands/command_palette.h"

#include "widgets/commands/palette_delegate.h"
#include "widgets/commands/palette_model.h"
#include "widgets/forms/toned_label.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

namespace isthmus::widgets {

namespace {

constexpr int widest = 620;
constexpr int tallest = 420;
constexpr int fromTop = 72;

}  // namespace

CommandPalette::CommandPalette(QWidget* window)
    : QWidget(window),
      model_(new PaletteModel(this)),
      field_(new QLineEdit),
      list_(new QListView),
      nothing_(new TonedLabel(Role::Muted))
{
    setObjectName(QStringLiteral("command-palette"));
    setAccessibleName(tr("Find a command"));
    field_->setPlaceholderText(tr("Find a command: some of its letters"));
    field_->setAccessibleName(tr("Find a command"));
    field_->addAction(icon(QStringLiteral("find")), QLineEdit::LeadingPosition);
    field_->installEventFilter(this);
    list_->setAccessibleName(tr("Commands"));
    list_->setFrameShape(QFrame::NoFrame);
    list_->setFocusPolicy(Qt::NoFocus);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setModel(model_);
    list_->setItemDelegate(new PaletteDelegate(list_));
    list_->setUniformItemSizes(true);
    nothing_->setText(tr("No command has these letters in this order."));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(field_);
    column->addWidget(list_, 1);
    column->addWidget(nothing_);
    connect(field_, &QLineEdit::textChanged, this, &CommandPalette::find);
    connect(field_, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(list_, &QListView::clicked, this, &CommandPalette::run);
    window->installEventFilter(this);
    hide();
}

void CommandPalette::open(const QList<MenuEntry>& entries, const QStringList& recent)
{
    focusBefore_ = QApplication::focusWidget();
    field_->clear();
    model_->setEntries(entries, recent);
    find({});
    place();
    show();
    raise();
    field_->setFocus(Qt::ShortcutFocusReason);
}

void CommandPalette::place()
{
    const int width = qMin(widest, parentWidget()->width() - 32);
    const int height = qMin(tallest, parentWidget()->height() - fromTop - 32);
    setGeometry((parentWidget()->width() - width) / 2, fromTop, width, height);
}

void CommandPalette::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(color(Role::Muted));
    painter.setBrush(color(Role::Panel));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void CommandPalette::find(const QString& typed)
{
    model_->setTyped(typed);
    list_->setCurrentIndex(model_->index(0, 0));
    nothing_->setVisible(model_->rowCount() == 0);
}

void CommandPalette::run()
{
    const QModelIndex chosen = list_->currentIndex();
    if (!chosen.isValid() || !chosen.data(PaletteModel::Usable).toBool())
        return;
    const QPointer<QAction> action = model_->entry(chosen.row()).action;
    const QString id = model_->entry(chosen.row()).id();
    leave();  // the action may ask who has the focus
    Q_EMIT ran(id);
    if (action)
        action->trigger();
}

void CommandPalette::leave()
{
    hide();
    if (focusBefore_)
        focusBefore_->setFocus();
}

bool CommandPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parent()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return false;
    }
    if (event->type() == QEvent::FocusOut && isVisible()) {
        hide();  // somebody else was clicked
    } else if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Escape:
            leave();
            return true;
        case Qt::Key_Up:
        case Qt::Key_Down:
        case Qt::Key_PageUp:
        case Qt::Key_PageDown:
            QCoreApplication::sendEvent(list_, event);
            return true;
        default:
            break;
        }
    }
    return false;
}

}  // namespace isthmus::widgets
