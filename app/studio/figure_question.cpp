#include "app/studio/figure_question.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace isthmus::app {

namespace {

struct FigureQuestion {
    Q_DECLARE_TR_FUNCTIONS(isthmus::app::FigureQuestion)
};

QMessageBox* question(QWidget& window, const char* name, const QString& title, const QString& text)
{
    auto* box = new QMessageBox(QMessageBox::Question, title, text, QMessageBox::NoButton, &window);
    box->setObjectName(QLatin1String(name));
    box->setAttribute(Qt::WA_DeleteOnClose);
    return box;
}

}  // namespace

void askToSaveFigure(QWidget& window, std::function<void()> save, std::function<void()> discard)
{
    QMessageBox* box = question(window, "figure-question", FigureQuestion::tr("The figure is not saved"),
                                FigureQuestion::tr("The figure has changes that are in no file yet. Save them?"));
    box->setDefaultButton(box->addButton(QMessageBox::Save));
    box->addButton(QMessageBox::Discard);
    box->setEscapeButton(box->addButton(QMessageBox::Cancel));
    QObject::connect(box->button(QMessageBox::Save), &QPushButton::clicked, &window, std::move(save));
    QObject::connect(box->button(QMessageBox::Discard), &QPushButton::clicked, &window, std::move(discard));
    box->open();
}

void offerUnsavedFigure(QWidget& window, std::function<void()> restore, std::function<void()> discard)
{
    QMessageBox* box = question(window, "figure-offer", FigureQuestion::tr("An unsaved figure"),
                                FigureQuestion::tr("Isthmus ended before a figure was saved. It is still here."));
    QPushButton* take = box->addButton(FigureQuestion::tr("&Restore the figure"), QMessageBox::AcceptRole);
    QPushButton* drop = box->addButton(FigureQuestion::tr("&Throw it away"), QMessageBox::DestructiveRole);
    box->setEscapeButton(box->addButton(FigureQuestion::tr("&Later"), QMessageBox::RejectRole));
    box->setDefaultButton(take);
    QObject::connect(take, &QPushButton::clicked, &window, std::move(restore));
    QObject::connect(drop, &QPushButton::clicked, &window, std::move(discard));
    box->setWindowModality(Qt::NonModal);
    box->show();
}

}  // namespace isthmus::app
