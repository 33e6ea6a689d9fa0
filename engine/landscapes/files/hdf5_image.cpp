#include "engine/landscapes/files/hdf5_image.h"

#include "engine/error.h"

#include <hdf5.h>

namespace isthmus::engine {

namespace {

std::mutex oneAtATime;

/// Returns the result of a call of HDF5 that did not fail.
template <typename Result>
Result checked(Result result, const std::string& what)
{
    if (result < 0)
        throw Error(Error::Kind::Failed, "HDF5 could not make " + what + "; is there memory left?");
    return result;
}

/// An object of HDF5 that closes itself.
class Handle {
public:
    Handle(hid_t id, herr_t (*close)(hid_t), const std::string& what) : id_(checked(id, what)), close_(close) {}
    ~Handle() { close_(id_); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    operator hid_t() const { return id_; }

private:
    hid_t id_;
    herr_t (*close_)(hid_t);
};

/// Properties for making objects of a kind, without the time of their making.
Handle timeless(hid_t kind)
{
    const hid_t properties = ::H5Pcreate(kind);
    ::H5Pset_obj_track_times(properties, false);
    return {properties, ::H5Pclose, "properties"};
}

Handle spaceOf(const std::vector<std::size_t>& shape)
{
    const std::vector<hsize_t> extents(shape.begin(), shape.end());
    return {::H5Screate_simple(static_cast<int>(extents.size()), extents.data(), nullptr), ::H5Sclose, "a space"};
}

Handle singleValue() { return {::H5Screate(H5S_SCALAR), ::H5Sclose, "a space"}; }

/// UTF-8 of any length.
Handle textType()
{
    const hid_t type = ::H5Tcopy(H5T_C_S1);
    ::H5Tset_size(type, H5T_VARIABLE);
    ::H5Tset_cset(type, H5T_CSET_UTF8);
    return {type, ::H5Tclose, "a type"};
}

std::vector<const char*> pointersTo(std::span<const std::string> texts)
{
    std::vector<const char*> pointers;
    for (const std::string& text : texts)
        pointers.push_back(text.c_str());
    return pointers;
}

void writeDataset(hid_t file, const std::string& name, hid_t type, hid_t space, const void* values)
{
    const Handle properties = timeless(H5P_DATASET_CREATE);
    const Handle dataset(::H5Dcreate2(file, name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT), ::H5Dclose, name);
    checked(::H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), name);
}

void writeAttribute(hid_t file, const std::string& of, const std::string& name, hid_t type, hid_t space, const void* value)
{
    const Handle attribute(
        ::H5Acreate_by_name(file, of.c_str(), name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), ::H5Aclose,
        name);
    checked(::H5Awrite(attribute, type, value), name);
}

}  // namespace

Hdf5Image::Hdf5Image() : lock_(oneAtATime)
{
    ::H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);  // what fails is thrown, not printed
    constexpr std::size_t growth = 1 << 20;
    const Handle access(::H5Pcreate(H5P_FILE_ACCESS), ::H5Pclose, "properties");
    checked(::H5Pset_fapl_core(access, growth, false), "a file in memory");
    file_ = checked(::H5Fcreate("landscape", H5F_ACC_TRUNC, timeless(H5P_FILE_CREATE), access), "a file in memory");
}

Hdf5Image::~Hdf5Image() { ::H5Fclose(file_); }

void Hdf5Image::addGroup(const std::string& name)
{
    const Handle group(::H5Gcreate2(file_, name.c_str(), H5P_DEFAULT, timeless(H5P_GROUP_CREATE), H5P_DEFAULT), ::H5Gclose, name);
}

void Hdf5Image::addDataset(const std::string& name, std::span<const double> values, const std::vector<std::size_t>& shape)
{
    writeDataset(file_, name, H5T_NATIVE_DOUBLE, spaceOf(shape), values.data());
}

void Hdf5Image::addDataset(const std::string& name, std::span<const std::int64_t> values)
{
    writeDataset(file_, name, H5T_NATIVE_INT64, spaceOf({values.size()}), values.data());
}

void Hdf5Image::addDataset(const std::string& name, std::span<const std::string> texts)
{
    writeDataset(file_, name, textType(), spaceOf({texts.size()}), pointersTo(texts).data());
}

void Hdf5Image::addAttribute(const std::string& of, const std::string& name, double value)
{
    writeAttribute(file_, of, name, H5T_NATIVE_DOUBLE, singleValue(), &value);
}

void Hdf5Image::addAttribute(const std::string& of, const std::string& name, std::int64_t value)
{
    writeAttribute(file_, of, name, H5T_NATIVE_INT64, singleValue(), &value);
}

void Hdf5Image::addAttribute(const std::string& of, const std::string& name, const std::string& text)
{
    const char* const pointer = text.c_str();
    writeAttribute(file_, of, name, textType(), singleValue(), &pointer);
}

void Hdf5Image::addAttribute(const std::string& of, const std::string& name, std::span<const std::string> texts)
{
    writeAttribute(file_, of, name, textType(), spaceOf({texts.size()}), pointersTo(texts).data());
}

std::string Hdf5Image::bytes() const
{
    checked(::H5Fflush(file_, H5F_SCOPE_GLOBAL), "the file");
    const ssize_t size = checked(::H5Fget_file_image(file_, nullptr, 0), "the file");
    std::string bytes(static_cast<std::size_t>(size), '\0');
    checked(::H5Fget_file_image(file_, bytes.data(), bytes.size()), "the file");
    return bytes;
}

}  // namespace isthmus::engine
