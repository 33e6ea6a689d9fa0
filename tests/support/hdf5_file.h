// What is in an HDF5 file, through its own library.
#pragma once
#include <hdf5.h>

#include <filesystem>
#include <string>
#include <vector>

namespace isthmus::tests {

/// An .h5 that is open for reading.
class Hdf5File {
public:
    explicit Hdf5File(const std::filesystem::path& file) : file_(H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT)) {}
    ~Hdf5File() { H5Fclose(file_); }
    Hdf5File(const Hdf5File&) = delete;
    Hdf5File& operator=(const Hdf5File&) = delete;

    bool has(const char* name) const { return H5Lexists(file_, name, H5P_DEFAULT) > 0; }

    bool hasAttribute(const char* name) const { return H5Aexists(file_, name) > 0; }

    std::vector<hsize_t> shape(const char* name) const
    {
        const hid_t dataset = H5Dopen2(file_, name, H5P_DEFAULT), space = H5Dget_space(dataset);
        std::vector<hsize_t> extents(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
        H5Sget_simple_extent_dims(space, extents.data(), nullptr);
        H5Sclose(space);
        H5Dclose(dataset);
        return extents;
    }

    std::vector<double> values(const char* name) const
    {
        std::size_t size = 1;
        for (const hsize_t extent : shape(name))
            size *= extent;
        std::vector<double> read(size);
        const hid_t dataset = H5Dopen2(file_, name, H5P_DEFAULT);
        H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, read.data());
        H5Dclose(dataset);
        return read;
    }

    /// Of a text attribute with one value or several.
    std::vector<std::string> texts(const char* attributeName) const
    {
        const hid_t attribute = H5Aopen(file_, attributeName, H5P_DEFAULT), type = H5Aget_type(attribute);
        const hid_t space = H5Aget_space(attribute);
        std::vector<char*> read(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
        H5Aread(attribute, type, read.data());
        const std::vector<std::string> all(read.begin(), read.end());
        H5Dvlen_reclaim(type, space, H5P_DEFAULT, read.data());
        H5Sclose(space);
        H5Tclose(type);
        H5Aclose(attribute);
        return all;
    }

    /// How many objects carry a time.
    int dated() const
    {
        int count = 0;
        const auto look = [](hid_t, const char*, const H5O_info_t* info, void* dated) {
            *static_cast<int*>(dated) += info->atime != 0 || info->mtime != 0 || info->ctime != 0 || info->btime != 0;
            return herr_t{0};
        };
        H5Ovisit(file_, H5_INDEX_NAME, H5_ITER_NATIVE, look, &count);
        return count;
    }

private:
    hid_t file_;
};

}  // namespace isthmus::tests
