#pragma once
#include <QFile>
#include <QMap>

#include <filesystem>

namespace isthmus::tests {

inline QByteArray bytesOf(const std::filesystem::path& file)
{
    QFile in(QString::fromStdString(file.string()));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

/// Everything that two equal runs have in common, by name: all files but provenance (when, where) and log (when).
inline QMap<QString, QByteArray> contents(const std::filesystem::path& folder)
{
    QMap<QString, QByteArray> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        const auto name = entry.path().lexically_relative(folder).string();
        if (entry.is_regular_file() && name != "provenance.json" && name != "log.txt")
            files[QString::fromStdString(name)] = bytesOf(entry.path());
    }
    return files;
}

}  // namespace isthmus::tests
