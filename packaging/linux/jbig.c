/* Stands in for libjbig, which is under the GPL and comes along with the wheel of tesserocr because
 * libtiff wants it. Pictures are decoded by other ways here, so that nothing calls it; whatever
 * does is told that the page cannot be decoded. Made and put into the bundle by no_jbig.py. */

enum { CANNOT = 0x60 }; /* any code but 0, 1 and 2, which are the ones for success */

void jbg_dec_init(void *state) { (void)state; }
void jbg_dec_free(void *state) { (void)state; }
void jbg_enc_free(void *state) { (void)state; }
void jbg_enc_out(void *state) { (void)state; }
void jbg_enc_init(void *state) { (void)state; }
void *jbg_dec_getimage(const void *state, int plane) { (void)state; (void)plane; return 0; }
unsigned long jbg_dec_getsize(const void *state) { (void)state; return 0; }
const char *jbg_strerror(int code) { (void)code; return "JBIG is not supported"; }

int jbg_dec_in(void *state, unsigned char *data, unsigned long length, unsigned long *used) {
    (void)state; (void)data; (void)length;
    if (used) *used = 0;
    return CANNOT;
}

int jbg_newlen(unsigned char *data, unsigned long length) {
    (void)data; (void)length;
    return CANNOT;
}
