#pragma once
#include <QListWidget>

namespace isthmus::widgets {

/// The networks of a run with a check box each; those chosen are numbered in the order in which they were chosen. A click or
/// Space chooses, Alt with an arrow moves a chosen one to an earlier or later number.
class AnchorList final : public QListWidget {
    Q_OBJECT
public:
    explicit AnchorList(QWidget* parent = nullptr);

    /// Replaces the names; of the chosen ones those stay that are still there. Emits nothing.
    void setNames(const QStringList& names);
    /// In this order; names that the list does not have are left out. Emits nothing.
    void setChosen(const QStringList& names);
    const QStringList& chosen() const { return chosen_; }
    /// Choosing one gives up the other.
    void setOnlyOne(bool onlyOne) { onlyOne_ = onlyOne; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosenChanged();  ///< by the user

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void toggle(const QListWidgetItem* item);
    void move(int by);
    void showChosen();
    int heightOf(int rows) const;

    QStringList chosen_;
    bool onlyOne_ = false;
};

}  // namespace isthmus::widgets
