#include "widgets/handbook/handbook_contents.h"

#include "widgets/forms/toned_label.h"
#include "widgets/handbook/handbook_sections.h"
#include "widgets/theme/icons.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus::widgets {

namespace {

constexpr int placeRole = Qt::UserRole;
constexpr int hitRole = Qt::UserRole + 1;  ///< not only there for what is in it

}  // namespace

HandbookContents::HandbookContents(QWidget* parent)
    : QWidget(parent), search_(new QLineEdit), found_(new TonedLabel(Role::Muted)), tree_(new QTreeWidget)
{
    search_->setPlaceholderText(tr("Search all pages"));
    search_->setAccessibleName(tr("Search the handbook"));
    search_->setClearButtonEnabled(true);
    search_->addAction(icon(QStringLiteral("find")), QLineEdit::LeadingPosition);
    search_->installEventFilter(this);
    tree_->setAccessibleName(tr("Contents of the handbook"));
    tree_->setHeaderHidden(true);
    tree_->setFrameShape(QFrame::NoFrame);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 0, 8);
    column->setSpacing(6);
    column->addWidget(search_);
    column->addWidget(found_);
    column->addWidget(tree_, 1);
    connect(search_, &QLineEdit::textChanged, this, [this] {
        fill();
        Q_EMIT wordsChanged(words());
    });
    connect(search_, &QLineEdit::returnPressed, this, [this] { choose(firstHit()); });
    connect(tree_, &QTreeWidget::itemClicked, this, &HandbookContents::choose);
    connect(tree_, &QTreeWidget::itemActivated, this, &HandbookContents::choose);
    fill();
}

QStringList HandbookContents::words() const { return search_->text().simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts); }

void HandbookContents::fill()
{
    const bool searching = !words().isEmpty();
    const QList<HandbookSection> shown = searching ? handbookHits(search_->text()) : handbookSections();
    tree_->clear();
    QList<QTreeWidgetItem*> above;  // one of each level
    for (const HandbookSection& section : shown) {
        auto* item = new QTreeWidgetItem({section.heading});
        item->setData(0, placeRole, section.place());
        item->setToolTip(0, section.heading);
        const bool samePage = !above.isEmpty() && above.front()->data(0, placeRole).toString() == section.page;
        if (section.level == 1) {
            above = {item};
            tree_->addTopLevelItem(item);
        } else {
            if (!samePage) {  // of the page itself nothing was found
                above = {new QTreeWidgetItem({pageTitle(section.page)})};
                above.front()->setData(0, placeRole, section.page);
                tree_->addTopLevelItem(above.front());
            }
            above.resize(searching ? 1 : qMin<qsizetype>(section.level - 1, above.size()));
            above.last()->addChild(item);
            above += item;
        }
        item->setData(0, hitRole, searching);
    }
    found_->setVisible(searching);
    found_->setText(shown.isEmpty() ? tr("No section has all of these words")
                                    : tr("%n section(s)", nullptr, static_cast<int>(shown.size())));
    if (searching)
        tree_->expandAll();
    setPlace(place_);
}

void HandbookContents::setPlace(const QString& place)
{
    place_ = place;
    const QSignalBlocker quiet(tree_);
    for (QTreeWidgetItemIterator each(tree_); *each != nullptr; ++each) {
        if ((*each)->data(0, placeRole).toString() == place) {
            tree_->setCurrentItem(*each);
            (*each)->setExpanded(true);
            return;
        }
    }
}

/// The first heading that has one of the words, or else the first section.
QTreeWidgetItem* HandbookContents::firstHit() const
{
    QTreeWidgetItem* first = nullptr;
    const QStringList wanted = words();
    for (QTreeWidgetItemIterator each(tree_); *each != nullptr; ++each) {
        if (!(*each)->data(0, hitRole).toBool())
            continue;
        const QString heading = (*each)->text(0);
        if (std::any_of(wanted.begin(), wanted.end(),
                        [&](const QString& word) { return heading.contains(word, Qt::CaseInsensitive); }))
            return *each;
        if (first == nullptr)
            first = *each;
    }
    return first;
}

void HandbookContents::choose(const QTreeWidgetItem* item)
{
    if (item != nullptr)
        Q_EMIT chosen(item->data(0, placeRole).toString());
}

/// From the search the Down key goes on to what was found.
bool HandbookContents::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        event->setAccepted(!search_->text().isEmpty());  // it is for the search first, then for the window
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down && tree_->topLevelItemCount() > 0) {
            tree_->setFocus();
            if (QTreeWidgetItem* hit = firstHit())
                tree_->setCurrentItem(hit);
            return true;
        }
        if (key == Qt::Key_Escape && !search_->text().isEmpty()) {
            search_->clear();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace isthmus::widgets
