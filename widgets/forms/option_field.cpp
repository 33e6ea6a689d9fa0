#include "widgets/forms/option_field.h"

#include "engine/options/option_value.h"
#include "widgets/forms/option_editor.h"
#include "widgets/forms/option_text.h"
#include "widgets/forms/problem_line.h"
#include "widgets/forms/toned_label.h"
#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

namespace isthmus::widgets {

namespace {

constexpr int resetSide = 22;
constexpr int labelShare = 43;  ///< of the width that label and control divide
constexpr int controlShare = 57;
constexpr int typingPause = 800;  ///< milliseconds
constexpr int labelGap = 8;       ///< between label and control

}  // namespace

OptionField::OptionField(const engine::OptionSpec& spec, QWidget* parent, Layout layout)
    : QWidget(parent), spec_(spec), declaredDefault_(spec.fallback), pause_(new QTimer(this))
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(0);
    grid->setVerticalSpacing(2);
    grid->setColumnMinimumWidth(0, gutter);
    grid->setColumnStretch(1, labelShare);
    grid->setColumnStretch(2, controlShare);
    buildControls(grid, layout);
    buildReset(grid);
    buildLines(grid);
    pause_->setSingleShot(true);
    pause_->setInterval(typingPause);
    connect(pause_, &QTimer::timeout, this, &OptionField::settle);
    connect(editor_, &OptionEditor::edited, this, &OptionField::whenEdited);
    connect(editor_, &OptionEditor::committed, this, [this] {
        settle();
        Q_EMIT committed();
    });
    showHelp();
    showHints();
    clear();
}

void OptionField::buildControls(QGridLayout* grid, Layout layout)
{
    const QString name = QString::fromStdString(spec_.label);
    label_ = new QLabel(name, this);
    editor_ = OptionEditor::make(spec_, this);
    QWidget* control = editor_->control();
    control->setObjectName(QString::fromStdString(spec_.key));
    control->setAccessibleName(name);
    label_->setBuddy(control);
    label_->setWordWrap(true);
    // The shares alone decide where the columns stand, so they stand alike in every field.
    label_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    label_->setMinimumWidth(1);
    control->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    control->setFixedHeight(fontMetrics().height() + 10);
    control->setMinimumWidth(1);
    label_->setVisible(layout == Layout::Columns);
    if (layout == Layout::Columns) {
        grid->addWidget(label_, 0, 1);
        grid->addWidget(control, 0, 2);
    } else {
        grid->addWidget(control, 0, 1, 1, 2);
    }
}

void OptionField::buildReset(QGridLayout* grid)
{
    reset_ = new QToolButton(this);
    reset_->setIcon(icon(QStringLiteral("reset")));
    reset_->setIconSize({14, 14});
    reset_->setFixedSize(resetSide, resetSide);
    reset_->setAutoRaise(true);
    reset_->setAccessibleName(tr("Reset %1").arg(QString::fromStdString(spec_.label)));
    QSizePolicy kept = reset_->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    reset_->setSizePolicy(kept);
    connect(reset_, &QToolButton::clicked, this, &OptionField::reset);
    grid->addWidget(reset_, 0, 3);
}

void OptionField::buildLines(QGridLayout* grid)
{
    hintLine_ = new TonedLabel(Role::Muted, this);
    hintLine_->setObjectName(QStringLiteral("hint"));
    hintLine_->setWordWrap(true);
    hintLine_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    grid->addWidget(hintLine_, 1, 2, 1, 2);
    problemLine_ = new ProblemLine(this);
    grid->addWidget(problemLine_, 2, 1, 1, 3);
    setIndent(0);
}

void OptionField::setIndent(int pixels)
{
    label_->setContentsMargins(pixels, 2, labelGap, 2);  // so that labels of two lines stay apart
    problemLine_->setContentsMargins(pixels, 0, 0, 0);
}

engine::Json OptionField::value() const { return editor_->value(); }

void OptionField::setValue(const engine::Json& value)
{
    editor_->setValue(value);
    own_ = value != spec_.fallback;
    settle();
}

void OptionField::setDefault(const engine::PreferredDefault* preferred)
{
    const engine::Json value = preferred == nullptr ? declaredDefault_ : engine::canonicalValue(spec_, preferred->value);
    const QString kind = preferred == nullptr ? QString() : QString::fromStdString(preferred->kind);
    if (value == spec_.fallback && kind == defaultOf_)
        return;
    spec_.fallback = value;
    defaultOf_ = kind;
    if (!own_)
        editor_->setValue(value);
    showHelp();
    refresh();
}

bool OptionField::changed() const { return own_ && editor_->value() != spec_.fallback; }

QString OptionField::problem() const
{
    const QString own = QString::fromStdString(engine::problemWith(spec_, editor_->value()));
    return own.isEmpty() ? outsideProblem_ : own;
}

void OptionField::setProblem(const QString& problem)
{
    outsideProblem_ = problem;
    refresh();
}

void OptionField::setEditable(bool editable)
{
    editor_->setEditable(editable);
    refresh();
}

bool OptionField::isEditable() const { return editor_->isEditable(); }

void OptionField::setHint(const QString& hint)
{
    hint_ = hint;
    showHints();
}

void OptionField::showHints()
{
    QStringList lines;
    if (!spec_.zeroMeans.empty() && !showsZeroInWords(spec_))
        lines += tr("0: %1").arg(QString::fromStdString(spec_.zeroMeans));
    // There whether the value follows or not, so that nothing moves at the first keystroke.
    if (!defaultOf_.isEmpty())
        lines += changed() ? tr("default of %1: %2").arg(defaultOf_, defaultText(spec_)) : tr("default of %1").arg(defaultOf_);
    if (!hint_.isEmpty())
        lines += hint_;
    hintLine_->setText(lines.join(QLatin1Char('\n')));
    hintLine_->setVisible(!lines.isEmpty());
}

void OptionField::showHelp()
{
    const QString help = optionHelp(spec_, defaultOf_);
    label_->setToolTip(help);
    editor_->control()->setToolTip(help);
    reset_->setToolTip(defaultOf_.isEmpty() ? tr("Reset to %1").arg(defaultText(spec_))
                                            : tr("Reset to %1, the default of %2").arg(defaultText(spec_), defaultOf_));
}

void OptionField::whenEdited()
{
    own_ = editor_->value() != spec_.fallback;
    typing_ = true;
    pause_->start();
    refresh();
    Q_EMIT valueChanged();
}

void OptionField::reset()
{
    clear();
    editor_->control()->setFocus(Qt::OtherFocusReason);
    Q_EMIT valueChanged();
    Q_EMIT committed();
}

void OptionField::settle()
{
    typing_ = false;
    pause_->stop();
    refresh();
}

void OptionField::refresh()
{
    const QString wrong = problem();
    editor_->setWrong(!wrong.isEmpty());
    // Half-typed values are often wrong for a moment: the words come when the typing rests, and then stay up to date.
    const bool inWords = !wrong.isEmpty() && (!typing_ || !problemLine_->isHidden());
    problemLine_->setText(inWords ? wrong : QString());
    reset_->setVisible(changed() && editor_->isEditable());
    const QString state = changed() ? tr("Changed.") + QLatin1Char(' ') : QString();
    editor_->control()->setAccessibleDescription(wrong.isEmpty() ? state + optionHelp(spec_, defaultOf_) : wrong);
    showHints();
    update();
}

void OptionField::paintEvent(QPaintEvent*)
{
    if (!changed())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color(Role::Accent));
    const QRect control = editor_->control()->geometry();
    painter.drawEllipse(QPointF(7.0, control.center().y() + 0.5), 2.5, 2.5);
}

void OptionField::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && editor_ != nullptr)
        editor_->updateColours();
    QWidget::changeEvent(event);
}

}  // namespace isthmus::widgets
