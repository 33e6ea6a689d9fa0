#include "app/studio/close_question.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace isthmus::app {

namespace {

struct CloseQuestion {
    Q_DECLARE_TR_FUNCTIONS(isthmus::app::CloseQuestion)
};

}  // namespace

void askToStopAndClose(QWidget& window, bool othersWait, std::function<void()> stopAndClose)
{
    QString text = CloseQuestion::tr("Stop training and close? The run can be resumed later from where it is now.");
    if (othersWait)
        text += QLatin1Char(' ') + CloseQuestion::tr("What waits in the queue is kept.");
    auto* question =
        new QMessageBox(QMessageBox::Question, CloseQuestion::tr("A run is going on"), text, QMessageBox::NoButton, &window);
    question->setObjectName(QStringLiteral("close-question"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* stop = question->addButton(CloseQuestion::tr("&Stop and close"), QMessageBox::AcceptRole);
    question->setDefaultButton(question->addButton(CloseQuestion::tr("&Keep training"), QMessageBox::RejectRole));
    QObject::connect(stop, &QPushButton::clicked, &window, std::move(stopAndClose));
    question->open();
}

}  // namespace isthmus::app
