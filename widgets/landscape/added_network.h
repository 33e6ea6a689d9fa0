#pragma once
#include <QString>

namespace isthmus::widgets {

/// A network from elsewhere that stands beside those of the run.
struct AddedNetwork {
    QString name;  ///< "run-name/task-02"
    QString path;  ///< of its safetensors file

    bool operator==(const AddedNetwork&) const = default;
};

}  // namespace isthmus::widgets
