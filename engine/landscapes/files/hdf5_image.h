#pragma once
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <vector>

namespace isthmus::engine {

/// An HDF5 file that is built in memory and keeps no times: the same content gives the same bytes. Names are paths from the
/// root, "/task_1/test_loss". Everything throws Error(Failed) when HDF5 fails.
///
/// One at a time: HDF5 need not be built for several threads, so that a second one waits for the first.
class Hdf5Image {
public:
    Hdf5Image();
    ~Hdf5Image();
    Hdf5Image(const Hdf5Image&) = delete;
    Hdf5Image& operator=(const Hdf5Image&) = delete;

    void addGroup(const std::string& name);

    /// \param shape the slowest dimension first; the values are as many as it has places.
    void addDataset(const std::string& name, std::span<const double> values, const std::vector<std::size_t>& shape);
    void addDataset(const std::string& name, std::span<const std::int64_t> values);
    void addDataset(const std::string& name, std::span<const std::string> texts);

    /// An attribute of what has that name, "/" being the root.
    void addAttribute(const std::string& of, const std::string& name, double value);
    void addAttribute(const std::string& of, const std::string& name, std::int64_t value);
    void addAttribute(const std::string& of, const std::string& name, const std::string& text);
    void addAttribute(const std::string& of, const std::string& name, std::span<const std::string> texts);

    /// The whole file.
    std::string bytes() const;

private:
    std::unique_lock<std::mutex> lock_;
    std::int64_t file_ = -1;
};

}  // namespace isthmus::engine
