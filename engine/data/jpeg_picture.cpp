#include "engine/data/picture.h"
#include "engine/error.h"

#include <jpeglib.h>  // needs <cstdio> before it

#include <jerror.h>

#include <csetjmp>

namespace isthmus::engine {

namespace {

/// Warnings about what surrounds the image data. With any other one pixels were lost and made up, which is an error here.
bool harmless(int warning)
{
    switch (warning) {
    case JWRN_ADOBE_XFORM:
    case JWRN_EXTRANEOUS_DATA:
    case JWRN_JFIF_MAJOR:
    case JWRN_NOT_SEQUENTIAL:
        return true;
    default:
        return false;
    }
}

/// libjpeg reports an error by a call that must not return: it jumps to guarded(). Nothing with a destructor may lie between,
/// so all such objects are members.
class JpegReader {
public:
    JpegReader(std::FILE* file, const std::filesystem::path& path, const std::stop_token& stop)
        : file_(file), path_(path), stop_(stop)
    {
        info_.err = jpeg_std_error(&errors_);
        errors_.error_exit = fail;
        errors_.emit_message = warn;
        progress_.progress_monitor = look;
        info_.client_data = this;
    }

    ~JpegReader() { jpeg_destroy_decompress(&info_); }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    Picture read()
    {
        guarded([this] { readHeader(); });
        requirePictureSize(info_.image_width, info_.image_height, path_);
        picture_.width = static_cast<int>(info_.image_width);
        picture_.height = static_cast<int>(info_.image_height);
        guarded([this] { readRows(); });
        return std::move(picture_);
    }

private:
    static JpegReader& of(j_common_ptr info) { return *static_cast<JpegReader*>(info->client_data); }

    [[noreturn]] static void fail(j_common_ptr info) { std::longjmp(of(info).jump_, 1); }

    static void warn(j_common_ptr info, int level)
    {
        if (level < 0 && !harmless(info->err->msg_code))
            fail(info);
    }

    /// Called for every few rows, also while all passes of a progressive file are read before the first row comes.
    static void look(j_common_ptr info)
    {
        if (of(info).stop_.stop_requested())
            fail(info);
    }

    template <typename Step>
    void guarded(const Step& step)
    {
        if (setjmp(jump_) != 0) {
            if (stop_.stop_requested())
                throw Error(Error::Kind::Interrupted, "stopped");
            char problem[JMSG_LENGTH_MAX];
            errors_.format_message(reinterpret_cast<j_common_ptr>(&info_), problem);
            throw badInput(path_.string() + " is damaged or cut off (libjpeg: " + problem
                           + "); fetch the file again, or remove it");
        }
        step();
    }

    void readHeader()
    {
        jpeg_create_decompress(&info_);
        info_.progress = &progress_;
        jpeg_stdio_src(&info_, file_);
        jpeg_read_header(&info_, TRUE);
    }

    /// Memory grows with the rows that are really there.
    void readRows()
    {
        const bool inks = info_.jpeg_color_space == JCS_CMYK || info_.jpeg_color_space == JCS_YCCK;
        info_.out_color_space = inks ? JCS_CMYK : JCS_RGB;
        jpeg_start_decompress(&info_);
        const std::size_t rowBytes = 3 * std::size_t{info_.output_width};
        picture_.rgb.reserve(rowBytes * info_.output_height);
        inks_.resize(inks ? 4 * std::size_t{info_.output_width} : 0);
        while (info_.output_scanline < info_.output_height) {
            const std::size_t row = info_.output_scanline;
            picture_.rgb.resize((row + 1) * rowBytes);
            JSAMPROW target = picture_.rgb.data() + row * rowBytes;
            JSAMPROW decoded = inks ? inks_.data() : target;
            jpeg_read_scanlines(&info_, &decoded, 1);
            if (inks)
                mixInks(target);
        }
        jpeg_finish_decompress(&info_);
    }

    /// Cyan, magenta, yellow and black as Adobe's programs store them, and with them nearly everybody: inverted, so that they
    /// are the light that each ink lets through.
    void mixInks(std::uint8_t* rgb) const
    {
        for (std::size_t at = 0; at < inks_.size(); at += 4)
            for (std::size_t c = 0; c < 3; ++c)
                *rgb++ = static_cast<std::uint8_t>((inks_[at + c] * inks_[at + 3] + 127) / 255);
    }

    std::FILE* file_;
    const std::filesystem::path& path_;
    const std::stop_token& stop_;
    Picture picture_;
    std::vector<std::uint8_t> inks_;  ///< a row of CMYK
    jpeg_decompress_struct info_{};
    jpeg_error_mgr errors_{};
    jpeg_progress_mgr progress_{};
    std::jmp_buf jump_{};
};

}  // namespace

Picture decodeJpeg(std::FILE* file, const std::filesystem::path& path, const std::stop_token& stop)
{
    return JpegReader(file, path, stop).read();
}

}  // namespace isthmus::engine
