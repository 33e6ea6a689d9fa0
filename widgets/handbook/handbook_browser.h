#pragma once
#include <QTextBrowser>
#include <QUrl>

namespace isthmus::widgets {

/// Shows pages of the handbook in a column that is read easily, in the present scheme. Links between pages are followed,
/// others open outside.
class HandbookBrowser final : public QTextBrowser {
    Q_OBJECT
public:
    explicit HandbookBrowser(QWidget* parent = nullptr);

    void open(const QString& place);  ///< "methods.md#ewc"; a heading that is not there: the page's top
    QString place() const;            ///< the one opened last
    /// Marks the words wherever they are on the page, and on those shown next; empty: nothing.
    void setMarked(const QStringList& words);

    /// A page's links to whole pages have those pages' titles in the place of file names.
    QVariant loadResource(int type, const QUrl& name) override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void dress(const QUrl& source);
    void mark();
    void fit();

    QUrl shown_;  ///< source() is one behind while it changes
    QStringList marked_;
    int fitted_ = 0;  ///< width that the column was fitted to, pixels
};

}  // namespace isthmus::widgets
