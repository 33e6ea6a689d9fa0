#include "widgets/forms/problem_line.h"

#include "widgets/theme/icons.h"
#include "widgets/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>

namespace isthmus::widgets {

ProblemLine::ProblemLine(QWidget* parent) : QWidget(parent), sign_(new QLabel(this)), text_(new QLabel(this))
{
    text_->setObjectName(QStringLiteral("problem"));
    text_->setTextFormat(Qt::PlainText);
    text_->setWordWrap(true);
    text_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 4);
    row->setSpacing(4);
    row->addWidget(sign_, 0, Qt::AlignTop);
    row->addWidget(text_, 1);
    updateColours();
    hide();
}

void ProblemLine::setText(const QString& text)
{
    text_->setText(text.isEmpty() ? text : text.at(0).toUpper() + text.mid(1));
    setVisible(!text.isEmpty());
}

void ProblemLine::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        updateColours();
    QWidget::changeEvent(event);
}

void ProblemLine::updateColours()
{
    QPalette palette;
    palette.setColor(QPalette::WindowText, color(Role::Bad));
    text_->setPalette(palette);
    sign_->setPixmap(icon(QStringLiteral("error"), color(Role::Bad)).pixmap(QSize(14, 14), devicePixelRatioF()));
    sign_->setContentsMargins(0, qMax(0, (fontMetrics().height() - 14) / 2), 0, 0);
}

}  // namespace isthmus::widgets
