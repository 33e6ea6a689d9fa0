#pragma once
#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace isthmus::widgets {

/// The handbook's pages with their sections as a tree, and a search over all of them that leaves those that have the words.
class HandbookContents final : public QWidget {
    Q_OBJECT
public:
    explicit HandbookContents(QWidget* parent = nullptr);

    void setPlace(const QString& place);  ///< selects the section; emits nothing
    QStringList words() const;            ///< that are searched for
    QLineEdit* search() const { return search_; }

Q_SIGNALS:
    void chosen(const QString& place);  ///< "methods.md#ewc"
    void wordsChanged(const QStringList& words);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void choose(const QTreeWidgetItem* item);
    QTreeWidgetItem* firstHit() const;

    QLineEdit* search_;
    QLabel* found_;
    QTreeWidget* tree_;
    QString place_;
};

}  // namespace isthmus::widgets
