# cmake -DIN=file -DOUT=file.cpp -DSYMBOL=name -P embed_bytes.cmake: the bytes of a file as an array.
file(READ ${IN} hex HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
string(REGEX REPLACE "((0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,))" "\\1\n" bytes "${bytes}")
file(WRITE ${OUT} "namespace dayu::embedded {
extern const unsigned char ${SYMBOL}[];
extern const unsigned long ${SYMBOL}_size;
const unsigned char ${SYMBOL}[] = {
${bytes}};
const unsigned long ${SYMBOL}_size = sizeof ${SYMBOL};
}
")
