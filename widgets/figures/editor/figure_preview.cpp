#include "widgets/figures/editor/figure_preview.h"

#include "widgets/figures/editor/figure_page.h"
#include "widgets/forms/problem_line.h"

#include <QEvent>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace isthmus::widgets {

FigurePreview::FigurePreview(QWidget* parent)
    : QWidget(parent),
      view_(new QScrollArea(this)),
      page_(new FigurePage),
      problem_(new ProblemLine(this)),
      caption_(new QLabel(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    view_->setAccessibleName(tr("Preview of the figure"));
    view_->setFrameShape(QFrame::NoFrame);
    view_->setWidgetResizable(true);
    view_->setBackgroundRole(QPalette::Window);
    view_->setAlignment(Qt::AlignCenter);
    view_->setWidget(page_);
    view_->installEventFilter(this);
    column->addWidget(view_, 1);
    problem_->setObjectName(QStringLiteral("figure-problem"));
    problem_->setContentsMargins(8, 4, 8, 4);
    column->addWidget(problem_);
    caption_->setObjectName(QStringLiteral("caption"));
    caption_->setWordWrap(true);
    caption_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    caption_->setToolTip(tr("What the paper's caption should say"));
    caption_->setContentsMargins(8, 4, 8, 8);
    column->addWidget(caption_);
}

/// The page's scroll bars take room only when it is larger than the view.
bool FigurePreview::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        page_->setView(view_->size());
    return QWidget::eventFilter(watched, event);
}

void FigurePreview::setProblem(const QString& problem) { problem_->setText(problem); }

void FigurePreview::setCaption(const QString& caption) { caption_->setText(caption); }

}  // namespace isthmus::widgets
