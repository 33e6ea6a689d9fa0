#include "engine/data/picture.h"
#include "engine/error.h"

#include <png.h>

#include <csetjmp>

namespace isthmus::engine {

namespace {

/// libpng reports an error by jumping to where setjmp() was called last. Nothing with a destructor may lie between: all such
/// objects are members, and guarded() is the one place that is jumped to.
class PngReader {
public:
    PngReader(std::FILE* file, const std::filesystem::path& path, const std::stop_token& stop)
        : file_(file), path_(path), stop_(stop), png_(png_create_read_struct(PNG_LIBPNG_VER_STRING, this, fail, ignore))
    {
        info_ = png_ ? png_create_info_struct(png_) : nullptr;
    }

    ~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;

    Picture read()
    {
        if (!info_)
            throw Error(Error::Kind::Failed, "there is no memory to decode " + path_.string());
        guarded([this] {
            png_set_user_limits(png_, PNG_UINT_31_MAX, PNG_UINT_31_MAX);  // requirePictureSize() says it in more words
            png_init_io(png_, file_);
            png_read_info(png_, info_);
        });
        requirePictureSize(png_get_image_width(png_, info_), png_get_image_height(png_, info_), path_);
        picture_.width = static_cast<int>(png_get_image_width(png_, info_));
        picture_.height = static_cast<int>(png_get_image_height(png_, info_));
        guarded([this] { startRows(); });
        guarded([this] { readRows(); });
        if (stop_.stop_requested())
            throw Error(Error::Kind::Interrupted, "stopped");
        guarded([this] { png_read_end(png_, nullptr); });  // so that a cut behind the pixels is found, too
        return std::move(picture_);
    }

private:
    [[noreturn]] static void fail(png_structp png, png_const_charp message)
    {
        static_cast<PngReader*>(png_get_error_ptr(png))->problem_ = message;
        png_longjmp(png, 1);
    }

    static void ignore(png_structp, png_const_charp) {}  // warnings: the pixels are whole

    template <typename Step>
    void guarded(const Step& step)
    {
        if (setjmp(png_jmpbuf(png_)) != 0) {
            throw badInput(path_.string() + " is damaged or cut off (libpng: " + problem_
                           + "); fetch the file again, or remove it");
        }
        step();
    }

    /// Every kind of PNG as 8-bit RGB.
    void startRows()
    {
        png_set_expand(png_);  // palettes; 1, 2 and 4 bits; transparent colours become an alpha channel
        png_set_scale_16(png_);
        png_set_gray_to_rgb(png_);
        png_set_strip_alpha(png_);
        passes_ = png_set_interlace_handling(png_);
        png_read_update_info(png_, info_);
        if (png_get_rowbytes(png_, info_) != rowBytes())
            png_error(png_, "rows of an unexpected length");
    }

    /// Memory grows with the rows that are really there.
    void readRows()
    {
        picture_.rgb.reserve(rowBytes() * static_cast<std::size_t>(picture_.height));
        for (int pass = 0; pass < passes_; ++pass) {
            for (std::size_t row = 0; row < static_cast<std::size_t>(picture_.height); ++row) {
                if (stop_.stop_requested())
                    return;
                if (pass == 0)
                    picture_.rgb.resize((row + 1) * rowBytes());
                png_read_row(png_, picture_.rgb.data() + row * rowBytes(), nullptr);
            }
        }
    }

    std::size_t rowBytes() const { return 3 * static_cast<std::size_t>(picture_.width); }

    std::FILE* file_;
    const std::filesystem::path& path_;
    const std::stop_token& stop_;
    std::string problem_;
    Picture picture_;
    int passes_ = 1;
    png_structp png_;
    png_infop info_ = nullptr;
};

}  // namespace

Picture decodePng(std::FILE* file, const std::filesystem::path& path, const std::stop_token& stop)
{
    return PngReader(file, path, stop).read();
}

}  // namespace isthmus::engine
