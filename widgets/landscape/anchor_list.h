#pragma once
#include "widgets/landscape/added_network.h"

#include <QListWidget>

namespace isthmus::widgets {

/// The networks of a run with a check box each, and beneath them those that were added from elsewhere; those chosen are numbered
/// in the order in which they were chosen. A click or Space chooses, Alt with an arrow moves a chosen one to an earlier or later
/// number; the cross of an added one, or Delete, takes it away. Run folders and safetensors files can be dropped on it.
class AnchorList final : public QListWidget {
    Q_OBJECT
public:
    explicit AnchorList(QWidget* parent = nullptr);

    /// Replaces the run's own names; of the chosen ones those stay that are still there. Emits nothing.
    void setNames(const QStringList& names);
    /// Replaces those from elsewhere, which go by their paths. Emits nothing.
    void setAdded(const QList<AddedNetwork>& networks);
    const QList<AddedNetwork>& added() const { return added_; }
    /// Names and paths, in this order; those that the list does not have are left out. Emits nothing.
    void setChosen(const QStringList& keys);
    const QStringList& chosen() const { return chosen_; }
    /// Chosen ones as they are called in the list.
    QStringList chosenNames() const;
    /// Choosing one gives up the other.
    void setOnlyOne(bool onlyOne) { onlyOne_ = onlyOne; }
    bool onlyOne() const { return onlyOne_; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosenChanged();                    ///< by the user
    void removed(const QString& path);       ///< an added one, which is gone by then
    void dropped(const QStringList& paths);  ///< files and folders

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    QListWidgetItem* rowOf(const QString& key) const;
    void toggle(const QListWidgetItem* item);
    void move(int by);
    void remove(const QListWidgetItem* item);
    void showChosen();
    void setDropping(bool dropping);
    int heightOf(int rows) const;

    QStringList names_;
    QList<AddedNetwork> added_;
    QStringList chosen_;
    bool onlyOne_ = false;
    bool dropping_ = false;  ///< something that it takes is held over it
};

}  // namespace isthmus::widgets
