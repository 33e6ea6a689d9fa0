#pragma once
#include "widgets/landscape/added_network.h"

#include <QDialog>

namespace isthmus::widgets {

class AnchorList;

/// Asks which of several networks are to be added.
class NetworkPicker final : public QDialog {
    Q_OBJECT
public:
    /// `networks`: of a run or a folder; not empty.
    explicit NetworkPicker(const QList<AddedNetwork>& networks, QWidget* parent = nullptr);

    QList<AddedNetwork> chosen() const;  ///< in the order of choosing

private:
    QList<AddedNetwork> networks_;
    AnchorList* list_ = nullptr;
};

}  // namespace isthmus::widgets
